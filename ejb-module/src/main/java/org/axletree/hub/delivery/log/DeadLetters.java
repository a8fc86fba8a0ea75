package org.axletree.hub.delivery.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** What could not be delivered, by route, until somebody replays or deletes it, or newer ones need its place. */
public final class DeadLetters {
    private static final int AT_ONCE = 500;
    private static final long BYTES_AT_ONCE = 4L * 1024 * 1024;

    private final LogDatabase database;
    private final LogWriter writer;
    private final LogBounds bounds;
    private final RecordOutput output = new RecordOutput();
    private final ConcurrentHashMap<String, Tally> tallies = new ConcurrentHashMap<>();
    private final AtomicLong next = new AtomicLong(1);

    private static final class Tally {
        private final AtomicLong messages = new AtomicLong();
        private final AtomicLong bytes = new AtomicLong();
    }

    DeadLetters(LogDatabase database, LogWriter writer, LogBounds bounds) throws IOException {
        this.database = database;
        this.writer = writer;
        this.bounds = bounds;
        database.scan(new byte[] {(byte) LogKeys.DEAD}, 1, (key, value) -> {
            count(
                    LogKeys.routeId(key),
                    1,
                    MessageRecord.deadLetter(0, value).message().size());
            next.accumulateAndGet(LogKeys.number(key) + 1, Math::max);
            return true;
        });
    }

    /** How many a route has. */
    public long messagesOf(String routeId) {
        Tally tally = tallies.get(routeId);
        return tally == null ? 0 : tally.messages.get();
    }

    /** Some of them, in the order in which they died. */
    public List<DeadLetter> list(String routeId, long skip, int most) throws IOException {
        List<DeadLetter> found = new ArrayList<>();
        long[] left = {skip};
        scan(routeId, (number, value) -> {
            if (left[0]-- <= 0) {
                found.add(MessageRecord.deadLetter(number, value));
            }
            return found.size() < most;
        });
        return found;
    }

    /**
     * Puts them at the end of what waits for their route. They keep their identifiers.
     *
     * @param chosen by {@link DeadLetter#id()}
     * @return how many
     * @throws IOException if the log cannot be written now
     */
    public int replay(String routeId, Predicate<String> chosen) throws IOException {
        return move(routeId, routeId, chosen, DeadLetter::message);
    }

    /**
     * Puts them at the end of what waits for another route. They keep their identifiers.
     *
     * @param change what the other route gets of each
     * @throws IOException if the log cannot be written now
     */
    public void handOver(
            String routeId,
            String otherRouteId,
            Predicate<DeadLetter> chosen,
            Function<DeadLetter, LoggedMessage> change)
            throws IOException {
        Set<String> some = new HashSet<>();
        scan(routeId, (number, value) -> {
            DeadLetter letter = MessageRecord.deadLetter(number, value);
            if (chosen.test(letter)) {
                some.add(letter.id());
            }
            return some.size() < AT_ONCE;
        });
        if (!some.isEmpty()) {
            move(routeId, otherRouteId, some::contains, change);
        }
    }

    private int move(
            String routeId, String otherRouteId, Predicate<String> chosen, Function<DeadLetter, LoggedMessage> change)
            throws IOException {
        int moved = 0;
        long upTo = next.get(); // what dies again is not replayed again
        for (List<DeadLetter> some = find(routeId, chosen, upTo); !some.isEmpty(); some = find(routeId, chosen, upTo)) {
            List<DeadLetter> letters = some;
            List<LoggedMessage> messages = letters.stream().map(change).toList();
            if (!writer.append(otherRouteId, messages, batch -> delete(batch, routeId, letters))) {
                throw new IOException(writer.problem());
            }
            deleted(routeId, letters);
            moved += letters.size();
        }
        return moved;
    }

    /** Deletes the chosen ones, and answers how many they were. */
    public int delete(String routeId, Predicate<String> chosen) throws IOException {
        int deleted = 0;
        long upTo = next.get();
        for (List<DeadLetter> some = find(routeId, chosen, upTo); !some.isEmpty(); some = find(routeId, chosen, upTo)) {
            List<DeadLetter> letters = some;
            database.write(batch -> delete(batch, routeId, letters));
            deleted(routeId, letters);
            deleted += letters.size();
        }
        return deleted;
    }

    /**
     * Deletes those that died before a moment, of all routes.
     *
     * @param moment in milliseconds since 1970
     * @return how many they were
     * @throws IOException if the log cannot be written now
     */
    public int deleteBefore(long moment) throws IOException {
        int deleted = 0;
        for (String routeId : List.copyOf(tallies.keySet())) {
            for (List<DeadLetter> some = oldest(routeId, moment); !some.isEmpty(); some = oldest(routeId, moment)) {
                List<DeadLetter> letters = some;
                database.write(batch -> delete(batch, routeId, letters));
                deleted(routeId, letters);
                deleted += letters.size();
            }
        }
        return deleted;
    }

    /** They lie in the order in which they died: the first that is younger ends it. */
    private List<DeadLetter> oldest(String routeId, long moment) throws IOException {
        List<DeadLetter> found = new ArrayList<>();
        long[] bytes = {0};
        scan(routeId, (number, value) -> {
            DeadLetter letter = MessageRecord.deadLetter(number, value);
            if (letter.deadAt() >= moment) {
                return false;
            }
            found.add(letter);
            bytes[0] += value.length;
            return found.size() < AT_ONCE && bytes[0] < BYTES_AT_ONCE;
        });
        return found;
    }

    void deleteAll(String routeId) throws IOException {
        delete(routeId, id -> true);
        tallies.remove(routeId);
    }

    void retain(Set<String> routeIds) throws IOException {
        for (String routeId : List.copyOf(tallies.keySet())) {
            if (!routeIds.contains(routeId)) {
                deleteAll(routeId);
            }
        }
    }

    /** Adds to what is about to be written. */
    synchronized void gather(WriteBatch batch, List<Burial> dead) throws RocksDBException {
        for (Burial burial : dead) {
            long number = next.getAndIncrement();
            DeadLetter letter =
                    new DeadLetter(number, burial.message(), burial.diedAt(), burial.attempts(), burial.error());
            batch.put(LogKeys.dead(burial.routeId(), number), MessageRecord.of(letter, output));
        }
    }

    /** What was added is written. */
    void count(List<Burial> dead) {
        for (Burial burial : dead) {
            count(burial.routeId(), 1, burial.message().size());
        }
    }

    /** What is too much since they were counted goes, oldest first. */
    void trim(List<Burial> dead) throws IOException {
        for (Burial burial : dead) {
            trim(burial.routeId());
        }
    }

    private void trim(String routeId) throws IOException {
        Tally tally = tallies.get(routeId);
        while (tally.messages.get() > bounds.deadLetters()
                || tally.messages.get() > 1 && tally.bytes.get() > bounds.deadLetterBytes()) {
            List<DeadLetter> oldest = list(routeId, 0, 1);
            if (oldest.isEmpty()) {
                return;
            }
            database.write(batch -> delete(batch, routeId, oldest));
            deleted(routeId, oldest);
        }
    }

    private List<DeadLetter> find(String routeId, Predicate<String> chosen, long upTo) throws IOException {
        List<DeadLetter> found = new ArrayList<>();
        long[] bytes = {0};
        scan(routeId, (number, value) -> {
            DeadLetter letter = MessageRecord.deadLetter(number, value);
            if (number < upTo && chosen.test(letter.id())) {
                found.add(letter);
                bytes[0] += value.length;
            }
            return number < upTo && found.size() < AT_ONCE && bytes[0] < BYTES_AT_ONCE;
        });
        return found;
    }

    private static void delete(WriteBatch batch, String routeId, List<DeadLetter> letters) throws RocksDBException {
        for (DeadLetter letter : letters) {
            batch.delete(LogKeys.dead(routeId, letter.number()));
        }
    }

    private void deleted(String routeId, List<DeadLetter> letters) {
        letters.forEach(letter -> count(routeId, -1, -letter.message().size()));
    }

    private interface LetterReader {
        boolean read(long number, byte[] value);
    }

    private void scan(String routeId, LetterReader reader) throws IOException {
        byte[] from = LogKeys.dead(routeId, 0);
        database.scan(from, from.length - Long.BYTES, (key, value) -> reader.read(LogKeys.number(key), value));
    }

    private void count(String routeId, int messages, long bytes) {
        Tally tally = tallies.computeIfAbsent(routeId, id -> new Tally());
        tally.messages.addAndGet(messages);
        tally.bytes.addAndGet(bytes);
    }
}
