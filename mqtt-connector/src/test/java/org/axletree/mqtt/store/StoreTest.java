package org.axletree.mqtt.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.axletree.core.message.Qos;
import org.junit.jupiter.api.Test;

class StoreTest {
    private static final StoredSession SESSION = new StoredSession(1, "hub", "device", "client", 60, 0);

    private final VolatileEngine engine = new VolatileEngine();
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    @Test
    void everything_committed_isReadBack() throws Exception {
        run(engine, changes -> {
            changes.session(SESSION);
            changes.subscription(1, new StoredSubscription("a/#", 2, 7, 5));
            changes.will(1, new StoredWill(message(0, "will"), 5, 6));
            changes.received(1, 77);
            changes.fed(1, 4);
            changes.message(message(2, "t"), List.of(new Recipient(1, Qos.AT_LEAST_ONCE, false, List.of(7, 8))));
            changes.message(message(3, "u"), List.of(new Recipient(1, Qos.EXACTLY_ONCE, true, List.of())));
            changes.progress(3, 1, Progress.SENT, 9);
            changes.retained("hub", message(4, "r/1"));
        });
        assertThat(answers).containsExactly("committed");
        assertThat(readBack())
                .containsExactly(
                        "StoredSession[id=1, hubId=hub, deviceId=device, clientId=client, expirySeconds=60,"
                                + " disconnectedAt=0]",
                        "1 StoredSubscription[filter=a/#, options=2, identifier=7, fedUpTo=5]",
                        "1 will after 5 s for 6 s 0 will AT_LEAST_ONCE true 10 20 pro pay",
                        "1 received 77",
                        "2 t AT_LEAST_ONCE true 10 20 pro pay [Waiting[recipient=Recipient[session=1,"
                                + " qos=AT_LEAST_ONCE, retain=false, subscriptionIdentifiers=[7, 8], share=Optional.empty],"
                                + " progress=QUEUED, packetId=0]]",
                        "3 u AT_LEAST_ONCE true 10 20 pro pay [Waiting[recipient=Recipient[session=1,"
                                + " qos=EXACTLY_ONCE, retain=true, subscriptionIdentifiers=[], share=Optional.empty], progress=SENT,"
                                + " packetId=9]]",
                        "hub retained 4 r/1 AT_LEAST_ONCE true 10 20 pro pay",
                        "1 fed 4");
    }

    @Test
    void everything_removed_isGone() throws Exception {
        run(engine, changes -> {
            changes.session(SESSION);
            changes.subscription(1, new StoredSubscription("a/#", 2, 7, 0));
            changes.subscription(1, new StoredSubscription("b", 1, 0, 0));
            changes.will(1, new StoredWill(message(0, "will"), 5, 6));
            changes.received(1, 77);
            changes.fed(1, 4);
            changes.fed(1, 5);
            changes.message(message(2, "t"), List.of(new Recipient(1, Qos.AT_LEAST_ONCE, false, List.of())));
            changes.retained("hub", message(4, "r/1"));
        });
        run(engine, changes -> {
            changes.forgetSubscription(1, "a/#");
            changes.forgetWill(1);
            changes.released(1, 77);
            changes.forgetFed(1);
            changes.done(2, 1);
            changes.forgetRetained("hub", "r/1");
        });
        assertThat(readBack()).hasSize(2).anyMatch(line -> line.contains("filter=b"));
        run(engine, changes -> changes.forgetSession(1));
        assertThat(engine.size()).isZero();
    }

    @Test
    void session_forgotten_takesWhatBelongsToItAlong() throws Exception {
        run(engine, changes -> {
            changes.session(SESSION);
            changes.subscription(1, new StoredSubscription("a/#", 2, 7, 0));
            changes.will(1, new StoredWill(message(0, "will"), 5, 6));
            changes.received(1, 77);
            changes.fed(1, 4);
            changes.forgetSession(1);
        });
        assertThat(engine.size()).isZero();
    }

    @Test
    void message_thatNobodyWaitsForAnyMore_isNotReadBackAndGoes() throws Exception {
        run(engine, changes -> {
            changes.session(SESSION);
            changes.message(
                    message(2, "t"),
                    List.of(
                            new Recipient(1, Qos.AT_LEAST_ONCE, false, List.of()),
                            new Recipient(5, Qos.AT_LEAST_ONCE, false, List.of())));
            changes.done(2, 1);
            changes.progress(99, 1, Progress.SENT, 3);
        });
        assertThat(readBack()).hasSize(1);
        assertThat(engine.size()).isEqualTo(1);
    }

    @Test
    void newId_afterReading_isHigherThanAllBefore() throws Exception {
        run(engine, changes -> {
            changes.session(SESSION);
            changes.message(message(500, "t"), List.of(new Recipient(1, Qos.AT_LEAST_ONCE, false, List.of())));
        });
        assertThat(read(engine).newId()).isEqualTo(501);
    }

    @Test
    void message_doneBeforeItComes_isNotWritten() throws Exception {
        run(engine, changes -> {
            changes.done(2, 1);
            changes.message(message(2, "t"), List.of(new Recipient(1, Qos.AT_LEAST_ONCE, false, List.of())));
        });
        assertThat(engine.size()).isZero();
    }

    @Test
    void message_doneInTheTurnItCame_isNotWritten() throws Exception {
        CountingEngine counting = new CountingEngine();
        run(counting, changes -> {
            changes.message(message(2, "t"), List.of(new Recipient(1, Qos.AT_LEAST_ONCE, false, List.of())));
            changes.done(2, 1);
        });
        assertThat(counting.changes).isZero();
        assertThat(answers).containsExactly("committed");
    }

    @Test
    void message_ofThreeRecipients_goesWithTheLast() throws Exception {
        List<Recipient> three = List.of(
                new Recipient(1, Qos.AT_LEAST_ONCE, false, List.of()),
                new Recipient(2, Qos.EXACTLY_ONCE, false, List.of()),
                new Recipient(3, Qos.AT_LEAST_ONCE, false, List.of()));
        run(engine, changes -> {
            changes.session(SESSION);
            changes.session(new StoredSession(2, "hub", "device", "other", 60, 0));
            changes.session(new StoredSession(3, "hub", "device", "third", 60, 0));
            changes.message(message(9, "t"), three);
            changes.progress(9, 2, Progress.SENT, 4);
            changes.progress(9, 2, Progress.RELEASED, 4);
        });
        run(engine, changes -> {
            changes.done(9, 1);
            changes.done(9, 3);
        });
        assertThat(readBack())
                .last()
                .asString()
                .contains("progress=RELEASED, packetId=4")
                .doesNotContain("session=3");
        run(engine, changes -> changes.done(9, 2));
        assertThat(engine.size()).isEqualTo(3);
    }

    @Test
    void commit_anotherOfTheTurnFailsOverIt_isToldAllTheSame() throws Exception {
        run(
                engine,
                changes -> changes.afterwards(new Commit() {
                    @Override
                    public void committed() {
                        throw new IllegalStateException("made on purpose");
                    }

                    @Override
                    public void failed() {}
                }));
        assertThat(answers).containsExactly("committed");
    }

    @Test
    void commit_whileTheDiskIsFull_waitsAndIsToldWhenThereIsRoom() throws Exception {
        FullDisk disk = new FullDisk();
        Store store = new Store(disk);
        GroupCommit writer = new GroupCommit(store);
        new Thread(writer).start();
        Changes changes = store.changes(Runnable::run);
        changes.session(SESSION);
        commit(changes);
        await().untilAsserted(() -> assertThat(store.problem()).contains("No space left"));
        assertThat(answers).isEmpty();
        disk.full = false;
        await().untilAsserted(() -> assertThat(answers).containsExactly("committed"));
        assertThat(store.problem()).isEmpty();
        assertThat(store.waiting().messages()).isZero();
        writer.release();
    }

    @Test
    void commit_whenTheStoreEndsWithAFullDisk_fails() throws Exception {
        Store store = new Store(new FullDisk());
        GroupCommit writer = new GroupCommit(store);
        Thread thread = new Thread(writer);
        thread.start();
        Changes changes = store.changes(Runnable::run);
        changes.session(SESSION);
        commit(changes);
        writer.release();
        thread.join();
        assertThat(answers).containsExactly("failed");
    }

    @Test
    void commit_afterTheEnd_fails() throws Exception {
        Store store = new Store(engine);
        run(store, changes -> {});
        answers.clear();
        commit(store.changes(Runnable::run));
        assertThat(answers).containsExactly("failed");
    }

    private void run(Engine on, Consumer<Changes> change) throws Exception {
        run(read(on), change);
    }

    private static Store read(Engine engine) throws IOException {
        Store store = new Store(engine);
        store.read(new Remembering());
        return store;
    }

    /** Commits what is changed, in a thread of its own, and lets the thread end. */
    private void run(Store store, Consumer<Changes> change) throws Exception {
        answers.clear();
        GroupCommit writer = new GroupCommit(store);
        Changes changes = store.changes(Runnable::run);
        change.accept(changes);
        commit(changes);
        writer.release();
        writer.run();
    }

    private void commit(Changes changes) {
        changes.commit(new Commit() {
            @Override
            public void committed() {
                answers.add("committed");
            }

            @Override
            public void failed() {
                answers.add("failed");
            }
        });
    }

    private List<String> readBack() throws IOException {
        Remembering remembering = new Remembering();
        new Store(engine).read(remembering);
        return new ArrayList<>(remembering.lines);
    }

    private static StoredMessage message(long id, String topic) {
        return new StoredMessage(id, topic, Qos.AT_LEAST_ONCE, true, 10, 20, "pro".getBytes(), "pay".getBytes());
    }

    /** Fails at each write while it is full. */
    private static final class FullDisk implements Engine {
        volatile boolean full = true;

        @Override
        public void read(Consumer<Change> reader) {}

        @Override
        public void write(List<Change> changes) throws IOException {
            if (full) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public void close() {}
    }

    /** Counts what it is to write. */
    private static final class CountingEngine implements Engine {
        int changes;

        @Override
        public void read(Consumer<Change> reader) {}

        @Override
        public void write(List<Change> written) {
            changes += written.size();
        }

        @Override
        public void close() {}
    }
}
