package org.axletree.hub.delivery.log;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axletree.core.door.Durability;
import org.axletree.core.door.RoutedPublication;
import org.axletree.core.outcome.Enqueueing;
import org.axletree.core.route.RouteSet;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * The route log. A message is committed once, whatever the number of its routes; every route follows at its own pace, in the
 * order of commits, and lets go of what it has delivered. Safe for many threads; a route has one follower at a time.
 */
public final class RouteLog implements AutoCloseable {
    /** So many messages of a route may be on their way to its target without the log knowing how far they got. */
    public static final int MOST_IN_FLIGHT = 4_096;

    private static final int BLOCKS_AT_ONCE = 64;
    private static final long BYTES_AT_ONCE = 4L * 1024 * 1024;

    private final LogDatabase database;
    private final Backlogs backlogs;
    private final LogWriter writer;
    private final DeadLetters deadLetters;
    /** Settling excludes settling: whoever is last with a block removes it. */
    private final Object settling = new Object();

    private RouteLog(LogDatabase database, LogBounds bounds) throws IOException {
        this.database = database;
        boolean crashed = database.read(LogKeys.OPEN).isPresent();
        long logId = identity(database);
        long next = database.read(LogKeys.RESERVED)
                .map(bytes -> new RecordInput(bytes).eight())
                .orElse(1L);
        this.backlogs = new Backlogs(bounds, next - 1);
        recover(crashed);
        this.writer = new LogWriter(database, backlogs, logId, next);
        this.deadLetters = new DeadLetters(database, writer, bounds);
        database.write(batch -> batch.put(LogKeys.OPEN, new byte[0]));
    }

    /** @throws IOException if the directory is in use, damaged or not writable */
    public static RouteLog open(Path directory, Durability durability, LogBounds bounds) throws IOException {
        LogDatabase database = LogDatabase.open(directory, durability);
        try {
            return new RouteLog(database, bounds);
        } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static long identity(LogDatabase database) throws IOException {
        Optional<byte[]> known = database.read(LogKeys.IDENTITY);
        if (known.isPresent()) {
            return new RecordInput(known.get()).eight();
        }
        long fresh = new SecureRandom().nextLong();
        database.write(batch ->
                batch.put(LogKeys.IDENTITY, new RecordOutput().eight(fresh).toBytes()));
        return fresh;
    }

    private void recover(boolean crashed) throws IOException {
        database.scan(new byte[] {(byte) LogKeys.ROUTE}, 1, (key, value) -> {
            RecordInput summary = new RecordInput(value);
            int messages = summary.count();
            long bytes = summary.eight();
            long receivedAt = summary.eight();
            RouteBacklog route = backlogs.of(summary.text(), LogKeys.routeId(key));
            route.found(LogKeys.number(key), messages, bytes, receivedAt);
            if (crashed) {
                route.doubt(LogKeys.number(key), messages);
            }
            backlogs.count(route, bytes);
            return true;
        });
        database.scan(new byte[] {(byte) LogKeys.CURSOR}, 1, (key, value) -> {
            RecordInput cursor = new RecordInput(value);
            long number = cursor.eight();
            int done = cursor.count();
            backlogs.of(LogKeys.routeId(key)).ifPresent(route -> route.foundCursor(number, done));
            return true;
        });
    }

    /**
     * Commits messages for their routes; when it returns {@link Enqueueing.Enqueued}, or {@link Enqueueing.Held}, they survive
     * what the setting of durability names.
     */
    public Enqueueing append(List<RoutedPublication> batch) {
        return writer.append(batch, true);
    }

    /** The same for who cannot be held: where a route has as much as may wait, nothing is committed. */
    public Enqueueing offer(List<RoutedPublication> batch) {
        return writer.append(batch, false);
    }

    /** Whether more waits for one of these routes than may. */
    public boolean areOverfull(RouteSet routes) {
        return backlogs.areOverfull(routes);
    }

    /** What keeps the log from being written; empty if nothing does. */
    public String problem() {
        return writer.problem();
    }

    /** What waits for a route. */
    public RouteCursor cursor(String hubId, String routeId) {
        return new RouteCursor(this, backlogs.of(hubId, routeId));
    }

    /** How much waits for a route, and since when. */
    public Optional<BacklogSize> sizeOf(String routeId) {
        return backlogs.of(routeId).map(RouteBacklog::size);
    }

    /** What died on its way to the targets of routes. */
    public DeadLetters deadLetters() {
        return deadLetters;
    }

    /** Lets go of what waits for routes that are no more. */
    public void retain(Set<String> routeIds) throws IOException {
        for (RouteBacklog route : backlogs.all()) {
            if (!routeIds.contains(route.routeId())) {
                drop(route);
            }
        }
        deadLetters.retain(routeIds);
    }

    /** Lets go of what waits for a route, and of its dead letters. */
    public void drop(String routeId) throws IOException {
        Optional<RouteBacklog> route = backlogs.of(routeId);
        if (route.isPresent()) {
            drop(route.get());
        }
        deadLetters.deleteAll(routeId);
    }

    private void drop(RouteBacklog route) throws IOException {
        while (load(route)) {
            settle(route.settlement(route.peek(Integer.MAX_VALUE).size()), List.of());
        }
        database.write(batch -> batch.delete(LogKeys.cursor(route.routeId())));
        backlogs.remove(route.routeId());
    }

    /** Has messages in memory, if there are any. */
    boolean load(RouteBacklog route) throws IOException {
        long[] gap = route.gap();
        if (gap.length > 0) {
            List<LogBlock> blocks = new ArrayList<>();
            List<Long> numbers = new ArrayList<>();
            long[] read = {gap[0]};
            byte[] from = LogKeys.waiting(route.routeId(), gap[0] + 1);
            database.scan(from, from.length - Long.BYTES, (key, value) -> {
                long number = LogKeys.number(key);
                if (number > gap[1] || numbers.size() >= BLOCKS_AT_ONCE) {
                    return false;
                }
                numbers.add(number);
                return true;
            });
            long bytes = 0;
            for (long number : numbers) {
                if (bytes >= BYTES_AT_ONCE) {
                    break;
                }
                Optional<byte[]> record = database.read(LogKeys.block(number));
                if (record.isPresent()) {
                    LogBlock block = marked(route, MessageRecord.block(number, record.get()));
                    blocks.add(block);
                    bytes += record.get().length;
                }
                read[0] = number;
            }
            boolean all = numbers.isEmpty() || numbers.size() < BLOCKS_AT_ONCE && bytes < BYTES_AT_ONCE;
            route.fill(blocks, all ? gap[1] : read[0]);
        }
        return route.isInMemory();
    }

    /** What was in the log when the process died may have been delivered without being let go of. */
    private static LogBlock marked(RouteBacklog route, LogBlock block) {
        return !route.isDoubtful(block.number())
                ? block
                : new LogBlock(
                        block.number(),
                        block.routeIds(),
                        block.messages().stream().map(LoggedMessage::again).toList());
    }

    /** Lets go of messages, and keeps what of them is dead. */
    void settle(Settlement settlement, List<Burial> dead) throws IOException {
        synchronized (settling) {
            database.write(batch -> {
                gather(batch, settlement);
                deadLetters.gather(batch, dead);
            });
            deadLetters.count(dead); // before they leave the backlog: whoever looks now misses none
            settlement.backlog().apply(settlement);
        }
        settlement.blocks().forEach(block -> backlogs.count(settlement.backlog(), -block.bytes()));
        deadLetters.trim(dead);
    }

    private void gather(WriteBatch batch, Settlement settlement) throws RocksDBException {
        RouteBacklog route = settlement.backlog();
        for (LogBlock block : settlement.blocks()) {
            batch.delete(LogKeys.waiting(route.routeId(), block.number()));
            if (block.routeIds().size() == 1 || !backlogs.need(block, route)) {
                batch.delete(LogKeys.block(block.number()));
            }
        }
        if (settlement.offset() > 0) {
            batch.put(
                    LogKeys.cursor(route.routeId()),
                    new RecordOutput()
                            .eight(settlement.cursor())
                            .count(settlement.offset())
                            .toBytes());
        }
    }

    /** How often something was committed since the log was opened: messages, and what routes let go of. */
    public long commits() {
        return database.writes();
    }

    /** Makes a copy that can be opened, with all that was committed before. What it holds is taken for doubtful then. */
    public void copyTo(Path directory) throws IOException {
        database.copyTo(directory);
    }

    /** In order: at the next opening nothing is taken for doubtful. */
    @Override
    public void close() throws IOException {
        try {
            database.write(batch -> batch.delete(LogKeys.OPEN));
        } finally {
            database.close();
        }
    }
}
