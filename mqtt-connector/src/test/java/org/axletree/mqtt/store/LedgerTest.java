package org.axletree.mqtt.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.axletree.core.message.Qos;
import org.junit.jupiter.api.Test;

/** What is written, group by group, is at any time enough to know who still waits for what. */
class LedgerTest {
    private static final int SESSIONS = 5;

    private final Random random = new Random(11);
    private final VolatileEngine engine = new VolatileEngine();
    private final Store store = new Store(engine);

    @Test
    void randomMessages_ofSeveralLoopsInAnyOrder_areReadBackForThoseWhoStillWait() throws Exception {
        engine.write(IntStream.range(0, SESSIONS)
                .mapToObj(id -> new Change(
                        Change.Kind.SESSION,
                        id,
                        0,
                        "",
                        Records.encode(new RecordWriter(), new StoredSession(id, "hub", "d", "c" + id, 1, 0))))
                .toList());
        Ledger ledger = store.ledger();
        Map<Long, TreeSet<Long>> waiting = new TreeMap<>();
        List<Long> ids = new ArrayList<>();
        List<List<Change>> postponed = new ArrayList<>();
        for (int group = 0; group < 100; group++) {
            // Two loops: one publishes, the other is done with messages, sometimes before they come.
            List<Change> published = gather(changes -> {
                for (int i = random.nextInt(5); i > 0; i--) {
                    long id = store.newId();
                    ids.add(id);
                    List<Recipient> recipients = recipients();
                    changes.message(message(id), recipients);
                    waiting.put(
                            id,
                            new TreeSet<>(
                                    recipients.stream().map(Recipient::session).toList()));
                }
            });
            List<Change> done = gather(changes -> {
                for (int i = random.nextInt(8); i > 0 && !ids.isEmpty(); i--) {
                    long id = ids.get(Math.max(0, ids.size() - 1 - random.nextInt(20)));
                    TreeSet<Long> left = waiting.getOrDefault(id, new TreeSet<>());
                    if (!left.isEmpty()) {
                        long session = random.nextBoolean() ? left.first() : left.last();
                        if (random.nextInt(3) == 0) {
                            changes.progress(id, session, Progress.SENT, 1 + random.nextInt(9));
                        }
                        changes.done(id, session);
                        left.remove(session);
                    }
                }
            });
            postponed.add(published);
            if (random.nextInt(4) == 0) {
                engine.write(ledger.settle(done));
                postponed.forEach(changes -> write(ledger, changes));
                postponed.clear();
            } else {
                postponed.forEach(changes -> write(ledger, changes));
                postponed.clear();
                write(ledger, done);
            }
        }
        waiting.values().removeIf(TreeSet::isEmpty);
        assertThat(ledger.messages()).isEqualTo(waiting.size());
        assertThat(readBack().entrySet()).containsExactlyElementsOf(waiting.entrySet());
        for (Map.Entry<Long, TreeSet<Long>> each : waiting.entrySet()) {
            write(ledger, gather(changes -> each.getValue().forEach(session -> changes.done(each.getKey(), session))));
        }
        assertThat(ledger.messages()).isZero();
        assertThat(readBack()).isEmpty();
    }

    private void write(Ledger ledger, List<Change> changes) {
        engine.write(ledger.settle(changes));
    }

    private List<Change> gather(Consumer<Changes> change) {
        BlockingQueue<Store.Batch> queue = store.queue();
        Changes changes = store.changes(Runnable::run);
        change.accept(changes);
        changes.commitLater();
        Store.Batch batch = queue.poll();
        return batch == null ? List.of() : batch.changes();
    }

    private Map<Long, TreeSet<Long>> readBack() throws IOException {
        Map<Long, TreeSet<Long>> found = new TreeMap<>();
        new Store(engine).read(new Remembering() {
            @Override
            public void message(StoredMessage message, List<Waiting> waiting) {
                found.put(
                        message.id(),
                        new TreeSet<>(waiting.stream()
                                .map(one -> one.recipient().session())
                                .toList()));
            }
        });
        return found;
    }

    private List<Recipient> recipients() {
        List<Long> sessions = new ArrayList<>();
        for (long id = 0; id < SESSIONS; id++) {
            sessions.add(id);
        }
        Collections.shuffle(sessions, random);
        return sessions.subList(0, 1 + random.nextInt(SESSIONS)).stream()
                .map(session -> new Recipient(session, Qos.AT_LEAST_ONCE, false, List.of()))
                .toList();
    }

    private static StoredMessage message(long id) {
        return new StoredMessage(
                id, "t", Qos.AT_LEAST_ONCE, false, 0, StoredMessage.NEVER, new byte[0], new byte[] {1});
    }
}
