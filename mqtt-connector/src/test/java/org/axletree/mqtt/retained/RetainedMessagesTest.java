package org.axletree.mqtt.retained;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.core.time.SteadyClock;
import org.axletree.core.topic.TopicFilter;
import org.axletree.door.pressure.Allowances;
import org.axletree.mqtt.store.Changes;
import org.axletree.mqtt.store.Commit;
import org.axletree.mqtt.store.GroupCommit;
import org.axletree.mqtt.store.RecoveryListener;
import org.axletree.mqtt.store.Store;
import org.axletree.mqtt.store.StoredMessage;
import org.axletree.mqtt.store.StoredSession;
import org.axletree.mqtt.store.StoredSubscription;
import org.axletree.mqtt.store.StoredWill;
import org.axletree.mqtt.store.VolatileEngine;
import org.axletree.mqtt.store.Waiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetainedMessagesTest {
    private static final TopicFilter ALL = TopicFilter.of("#");

    private final VolatileEngine engine = new VolatileEngine();
    private volatile long now;
    private final SteadyClock clock = new SteadyClock(() -> TimeUnit.MILLISECONDS.toNanos(now), () -> 0);
    private final Store store = new Store(engine);
    private final GroupCommit writer = new GroupCommit(store);
    private final BlockingQueue<Runnable> home = new LinkedBlockingQueue<>();
    private final Changes changes = store.changes(home::add);
    private final Allowances allowances = new Allowances(2_000);
    private final RetainedMessages retained = new RetainedMessages(allowances, 3, clock);

    @BeforeEach
    void start() {
        new Thread(writer).start();
    }

    @AfterEach
    void end() throws Exception {
        writer.release();
    }

    @Test
    void message_ofOneHub_isNotFoundInAnother() {
        put("one", message(1, "t", 10));
        assertThat(topics("one")).containsExactly("t");
        assertThat(topics("two")).isEmpty();
    }

    @Test
    void mqtt_3_3_1_6_emptyPayload_endsTheMessageOfTheTopic() throws Exception {
        put("hub", message(1, "t", 10));
        put("hub", message(2, "t", 0));
        assertThat(topics("hub")).isEmpty();
        assertThat(allowances.of("hub").used()).isZero();
        assertThat(afterRestart("hub")).isEmpty();
    }

    @Test
    void messages_committed_surviveARestart() throws Exception {
        put("hub", message(1, "a/b", 10));
        put("hub", message(2, "a/b", 20));
        put("hub", message(3, "c", 10));
        put("other", message(4, "c", 10));
        assertThat(afterRestart("hub")).containsExactlyInAnyOrder("a/b", "c");
        assertThat(afterRestart("other")).containsExactly("c");
    }

    @Test
    void message_beyondTheBytesOfTheHub_isRefusedAndLeavesTheOneBefore() {
        put("hub", message(1, "t", 10));
        long used = allowances.of("hub").used();
        assertThat(retained.put("hub", message(2, "t", 1_900), changes)).contains(Reason.STORAGE_EXCEEDED);
        assertThat(retained.get("hub", "t").orElseThrow().id()).isEqualTo(1);
        assertThat(allowances.of("hub").used()).isEqualTo(used);
    }

    @Test
    void message_beyondTheCountOfTheHub_isRefusedUnlessItReplacesOne() {
        for (int i = 0; i < 3; i++) {
            put("hub", message(i, "t" + i, 1));
        }
        assertThat(retained.put("hub", message(7, "t7", 1), changes)).contains(Reason.QUOTA_EXCEEDED);
        assertThat(retained.put("hub", message(8, "t1", 1), changes)).isEmpty();
        assertThat(retained.count("hub")).isEqualTo(3);
    }

    @Test
    void message_expired_goesEverywhere() throws Exception {
        put("hub", new StoredMessage(1, "t", Qos.AT_MOST_ONCE, true, 0, 500, new byte[0], new byte[] {1}));
        put("hub", new StoredMessage(2, "u", Qos.AT_MOST_ONCE, true, 0, 500, new byte[0], new byte[] {1}));
        put("hub", message(3, "u", 1));
        retained.removeExpired(499, changes);
        assertThat(topics("hub")).containsExactlyInAnyOrder("t", "u");
        retained.removeExpired(500, changes);
        write();
        assertThat(topics("hub")).containsExactly("u");
        assertThat(afterRestart("hub")).containsExactly("u");
    }

    @Test
    void hub_forgotten_takesItsMessagesAlong() throws Exception {
        put("hub", message(1, "t", 10));
        put("hub", message(2, "$t/u", 10));
        put("other", message(3, "t", 10));
        retained.forgetHub("hub", changes);
        write();
        assertThat(topics("hub")).isEmpty();
        assertThat(allowances.of("hub").used()).isZero();
        assertThat(engine.size()).isEqualTo(1);
    }

    @Test
    void topic_changedByTwoLoopsThatCommitInAnotherOrder_keepsWhatIsInMemory() throws Exception {
        Changes ofOtherLoop = store.changes(home::add);
        retained.put("hub", message(1, "t", 10), ofOtherLoop);
        retained.put("hub", message(2, "t", 0), changes);
        changes.commitLater();
        ofOtherLoop.commitLater();
        write();
        assertThat(topics("hub")).isEmpty();
        assertThat(afterRestart("hub")).isEmpty();
    }

    private void put(String hubId, StoredMessage message) {
        assertThat(retained.put(hubId, message, changes)).isEmpty();
    }

    private List<String> topics(String hubId) {
        return RetainedTreeTest.topics(retained.match(hubId, ALL));
    }

    @Test
    void messages_expired_makeRoomFirst() throws Exception {
        for (int i = 1; i <= 3; i++) {
            put("hub", expiring(i, "t" + i, 100 * i));
            put("other", expiring(10 + i, "t" + i, 1));
        }
        assertThat(retained.put("hub", message(4, "new", 10), changes)).contains(Reason.QUOTA_EXCEEDED);
        now = 200;
        assertThat(retained.put("hub", message(5, "new", 10), changes)).isEmpty();
        assertThat(topics("hub")).containsExactlyInAnyOrder("new", "t3");
        now = 300;
        // By their bytes as well.
        assertThat(retained.put("hub", message(6, "large", 1_100), changes)).isEmpty();
        assertThat(topics("hub")).containsExactlyInAnyOrder("new", "large");
        assertThat(afterRestart("hub")).containsExactlyInAnyOrder("new", "large");
        assertThat(topics("other")).hasSize(3);
    }

    private static StoredMessage expiring(long id, String topic, long at) {
        return new StoredMessage(id, topic, Qos.AT_LEAST_ONCE, true, 0, at, new byte[0], new byte[10]);
    }

    /** Lets the store write what waits, and the event loop do what follows, until there is nothing left to do. */
    private void write() throws InterruptedException {
        for (int round = 0; round < 3; round++) {
            AtomicBoolean written = new AtomicBoolean();
            changes.commit(new Commit() {
                @Override
                public void committed() {
                    written.set(true);
                }

                @Override
                public void failed() {}
            });
            while (!written.get()) {
                home.take().run();
            }
        }
    }

    private List<String> afterRestart(String hubId) throws IOException, InterruptedException {
        write();
        RetainedMessages next = new RetainedMessages(new Allowances(1), 1, clock);
        new Store(engine).read(new OnlyRetained(next));
        return RetainedTreeTest.topics(next.match(hubId, ALL));
    }

    private static StoredMessage message(long id, String topic, int size) {
        return new StoredMessage(
                id, topic, Qos.AT_LEAST_ONCE, true, 0, StoredMessage.NEVER, new byte[0], new byte[size]);
    }

    private record OnlyRetained(RetainedMessages to) implements RecoveryListener {
        @Override
        public void session(StoredSession session) {}

        @Override
        public void subscription(long session, StoredSubscription subscription) {}

        @Override
        public void will(long session, StoredWill will) {}

        @Override
        public void received(long session, int packetId) {}

        @Override
        public void message(StoredMessage message, List<Waiting> waiting) {}

        @Override
        public void retained(String hubId, StoredMessage message) {
            to.survived(hubId, message);
        }

        @Override
        public void fed(long session, long retained) {}
    }
}
