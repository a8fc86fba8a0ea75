package org.axletree.hub.delivery.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.door.RoutedPublication;
import org.axletree.core.outcome.Enqueueing;
import org.axletree.core.outcome.Reason;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Commits what lanes bring. Whoever comes while another writes is written by the next, together with all others who wait. */
final class LogWriter {
    private static final Logger LOG = Logger.getLogger(LogWriter.class.getName());

    /** Numbers are given away in memory and kept track of on disk so many at a time: none is ever used twice. */
    private static final long NUMBERS_AT_ONCE = 1L << 20;

    private final LogDatabase database;
    private final Backlogs backlogs;
    private final long logId;
    private final ConcurrentLinkedQueue<Pending> waiting = new ConcurrentLinkedQueue<>();
    private final RecordOutput output = new RecordOutput();

    private long next;
    private long reserved;
    private boolean unsure;
    private volatile String problem = "";

    private static final class Pending {
        private final List<RoutedPublication> batch;
        private final boolean mayBeHeld;
        private Enqueueing answer;

        Pending(List<RoutedPublication> batch, boolean mayBeHeld) {
            this.batch = batch;
            this.mayBeHeld = mayBeHeld;
        }
    }

    /** @param next the first number that was never given away */
    LogWriter(LogDatabase database, Backlogs backlogs, long logId, long next) {
        this.database = database;
        this.backlogs = backlogs;
        this.logId = logId;
        this.next = next;
        this.reserved = next;
    }

    /** What keeps the log from being written; empty if nothing does. */
    String problem() {
        return problem;
    }

    /**
     * Returns when the batch is committed, or cannot be now.
     *
     * @param mayBeHeld whether it is committed even if a route has as much as may wait; {@link Enqueueing.Held} is the answer then
     */
    Enqueueing append(List<RoutedPublication> batch, boolean mayBeHeld) {
        Pending mine = new Pending(batch, mayBeHeld);
        waiting.add(mine);
        synchronized (this) {
            if (mine.answer == null) {
                commitWaiting();
            }
            return mine.answer;
        }
    }

    private void commitWaiting() {
        List<Pending> group = new ArrayList<>();
        BlockBuilder builder = new BlockBuilder(logId, next);
        BacklogRoom room = new BacklogRoom(backlogs);
        for (Pending one = waiting.poll(); one != null; one = waiting.poll()) {
            Reason refusal = backlogs.refusalOf(one.batch, !one.mayBeHeld);
            if (refusal != null) {
                one.answer = new Enqueueing.Postponed(refusal);
            } else {
                one.batch.forEach(builder::add);
                one.answer = room.take(one.batch);
                group.add(one);
            }
        }
        if (!group.isEmpty()
                && write(builder.blocks(), builder.next(), batch -> {}) instanceof Enqueueing.Postponed postponed) {
            group.forEach(one -> one.answer = postponed);
        }
    }

    /** Commits messages that were in the log before, in a block of their own, and whatever else belongs to it. */
    synchronized boolean append(String routeId, List<LoggedMessage> messages, LogDatabase.Gathering more) {
        LogBlock block = new LogBlock(next, List.of(routeId), messages);
        return write(List.of(block), next + 1, more) instanceof Enqueueing.Enqueued;
    }

    private Enqueueing write(List<LogBlock> blocks, long upTo, LogDatabase.Gathering more) {
        long promised = upTo > reserved ? upTo + NUMBERS_AT_ONCE : reserved;
        try {
            database.write(batch -> {
                if (unsure) {
                    backlogs.clearFrom(batch, next);
                }
                if (promised > reserved) {
                    batch.put(
                            LogKeys.RESERVED, new RecordOutput().eight(promised).toBytes());
                }
                for (LogBlock block : blocks) {
                    gather(batch, block);
                }
                more.into(batch);
            });
        } catch (IOException | RuntimeException failure) {
            unsure = true; // the disk may have what nobody was told of
            tell(failure);
            return new Enqueueing.Postponed(Reason.ROUTE_LOG_UNAVAILABLE);
        }
        unsure = false;
        next = upTo;
        reserved = promised;
        if (!problem.isEmpty()) {
            problem = "";
            LOG.info("The route log is written again");
        }
        blocks.forEach(backlogs::append);
        return Enqueueing.ENQUEUED;
    }

    private void gather(WriteBatch batch, LogBlock block) throws RocksDBException {
        batch.put(LogKeys.block(block.number()), MessageRecord.of(block, output));
        output.reset();
        byte[] summary = output.count(block.messages().size())
                .eight(block.bytes())
                .eight(block.messages().get(0).receivedAt())
                .text(block.hubId())
                .toBytes();
        for (String routeId : block.routeIds()) {
            batch.put(LogKeys.waiting(routeId, block.number()), summary);
        }
    }

    private void tell(Exception failure) {
        if (problem.isEmpty()) {
            problem = "route log: not writable (" + failure.getMessage() + "); nothing for routes is acknowledged";
            LOG.log(Level.SEVERE, problem, failure);
        }
    }
}
