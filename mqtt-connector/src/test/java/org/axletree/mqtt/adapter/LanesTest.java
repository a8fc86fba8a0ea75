package org.axletree.mqtt.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axletree.core.outcome.Enqueueing;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.connection.RawClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Routed messages: acknowledged when committed, in order, and held back when the queue of their route is not there. */
class LanesTest {
    private static final Enqueueing NOT_NOW = new Enqueueing.Postponed(Reason.ROUTE_UNAVAILABLE);
    private TestDoor door;

    @BeforeEach
    void open() {
        door = new TestDoor();
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void message_theClientMayHaveSentBefore_saysSoToTheHub() throws Exception {
        try (RawClient publisher = RawClient.connected(door.port(), "h/d", "c")) {
            List<Boolean> repeated = new CopyOnWriteArrayList<>();
            door.hub.dispatcher = publication -> {
                repeated.add(publication.repeated());
                return door.hub.screenOne(publication);
            };
            byte[] publish = RawClient.publish("routed/a", 1, new byte[1]);
            publisher.send(publish).receive(4);
            publish[0] |= 0x08;
            publisher.send(publish).receive(4);
            assertThat(repeated).containsExactly(false, true);
        }
    }

    @Test
    void routedMessage_isAcknowledgedOnlyWhenCommitted() throws IOException {
        AtomicBoolean available = new AtomicBoolean();
        door.hub.queues = batch -> available.get() ? door.hub.commit(batch) : NOT_NOW;
        try (RawClient client = RawClient.connected(door.port(), "h/d", "c")) {
            client.send(RawClient.subscribe(1, "#", 0)).receive(5);
            client.send(RawClient.publish("routed/a", 1, "1".getBytes()));
            await().until(() -> door.hub.noticed().contains(Reason.ROUTE_UNAVAILABLE));
            // An answer to what came later shows that nothing was said about the message, to anybody.
            assertThat(client.send("c0 00").receive(2)).isEqualTo("d0 00");
            available.set(true);
            assertThat(client.receive(13)).isEqualTo("30 0b 00 08 72 6f 75 74 65 64 2f 61 31");
            assertThat(client.receive(4)).isEqualTo("40 02 00 01");
            assertThat(door.hub.committed.get("h|a")).containsExactly("routed/a=1");
        }
    }

    @Test
    void enqueue_fails_sameBatchIsOfferedAgain() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        List<List<String>> offered = new ArrayList<>();
        door.hub.queues = batch -> {
            offered.add(batch.stream()
                    .map(message -> new String(message.publication().payload()))
                    .toList());
            if (calls.incrementAndGet() < 3) {
                throw new IllegalStateException("commit failed, on purpose");
            }
            return door.hub.commit(batch);
        };
        try (RawClient client = RawClient.connected(door.port(), "h/d", "c")) {
            client.send(RawClient.publish("routed/a", 1, "1".getBytes()));
            assertThat(client.receive(4)).isEqualTo("40 02 00 01");
            assertThat(offered).containsExactly(List.of("1"), List.of("1"), List.of("1"));
            assertThat(door.hub.committed.get("h|a")).hasSize(1);
        }
    }

    @Test
    void acknowledgements_leaveInTheOrderOfThePublishes_whateverBecomesOfEach() throws IOException {
        AtomicBoolean available = new AtomicBoolean();
        door.hub.full = key -> key.equals("h|slow") && !available.get();
        try (RawClient client = RawClient.connected(door.port(), "h/d", "c");
                RawClient listener = RawClient.connected(door.port(), "h/l", "l")) {
            listener.send(RawClient.subscribe(1, "#", 0)).receive(5);
            client.send(RawClient.publish("routed/slow", 1, "1".getBytes()));
            client.send(RawClient.publish("routed/quick", 2, "2".getBytes()));
            client.send(RawClient.publish("plain", 3, "3".getBytes()));
            await().until(() -> door.hub.committed.containsKey("h|quick"));
            assertThat(client.send("c0 00").receive(2)).isEqualTo("d0 00");
            available.set(true);
            assertThat(client.receive(12)).isEqualTo("40 02 00 01 40 02 00 02 40 02 00 03");
            assertThat(listener.receivePacket()).endsWith("slow1".getBytes());
            assertThat(listener.receivePacket()).endsWith("quick2".getBytes());
            assertThat(listener.receivePacket()).endsWith("plain3".getBytes());
        }
    }

    /** Issue 9: overlapping routes gave 16 inversions in 800 messages, twenty routes into one queue 356 in 900. */
    @Test
    void messagesOfOneDevice_toManySetsOfRoutes_areCommittedInItsOrder() throws Exception {
        int messages = 900;
        List<String> order = new CopyOnWriteArrayList<>();
        door.hub.queues = batch -> {
            batch.forEach(message -> order.add(new String(message.publication().payload()).strip()));
            return Enqueueing.ENQUEUED;
        };
        try (RawClient client = RawClient.connected(door.port(), "h/d", "c")) {
            for (int i = 1; i <= messages; i++) {
                client.send(RawClient.publish(
                        "routed/r" + i % 20, i, Integer.toString(i).getBytes()));
            }
            for (int i = 1; i <= messages; i++) {
                assertThat(client.receive(4)).isEqualTo("40 02 %02x %02x".formatted(i >> 8, i & 0xFF));
            }
        }
        assertThat(order)
                .isEqualTo(IntStream.rangeClosed(1, messages)
                        .mapToObj(Integer::toString)
                        .toList());
    }

    @Test
    void fullRoute_holdsWhoSaysSomethingForIt_whoseMessagesAreCommitted_andNobodyElse() throws Exception {
        AtomicBoolean room = new AtomicBoolean();
        door.hub.full = key -> key.equals("h|full") && !room.get();
        try (RawClient held = RawClient.connected(door.port(), "h/d", "c");
                RawClient free = RawClient.connected(door.port(), "h/e", "c")) {
            held.send(RawClient.publish("routed/full", 1, "1".getBytes()));
            held.send(RawClient.publish("routed/other", 2, "2".getBytes()));
            await().until(() -> door.hub.committed.containsKey("h|other"));
            for (int i = 1; i <= 100; i++) {
                free.send(RawClient.publish("routed/other", i, "x".getBytes()));
                assertThat(free.receive(4)).isEqualTo("40 02 00 %02x".formatted(i));
            }
            assertThat(door.hub.committed.get("h|full")).containsExactly("routed/full=1");
            assertThat(door.hub.noticed()).containsExactly(Reason.ROUTE_BACKLOG_FULL);
            assertThat(held.send("c0 00").receive(2)).isEqualTo("d0 00");
            room.set(true);
            assertThat(held.receive(8)).isEqualTo("40 02 00 01 40 02 00 02");
            assertThat(door.hub.committed.get("h|full")).containsExactly("routed/full=1");
            await().until(() -> door.line().status().backlog().messages() == 0);
        }
    }

    @Test
    void lane_cannotCommit_senderStalls_memoryIsBounded_othersGoOn_thenAllArrivesInOrder() throws Exception {
        AtomicBoolean available = new AtomicBoolean();
        door.hub.queues = batch ->
                available.get() || !batch.get(0).routes().hubId().equals("stuck") ? door.hub.commit(batch) : NOT_NOW;
        int messages = 5_000;
        byte[] padding = new byte[4_000];
        try (RawClient sender = RawClient.connected(door.port(), "stuck/d", "c");
                RawClient other = RawClient.connected(door.port(), "free/d", "c")) {
            AtomicInteger sent = new AtomicInteger();
            Thread sending = new Thread(() -> send(sender, messages, padding, sent));
            sending.start();
            await().until(() -> door.line().status().backlog().saturatedLanes() == 1);
            int before;
            do {
                before = sent.get();
                Thread.sleep(300);
            } while (sent.get() > before);
            // The sender stands still, although it has much left to say.
            assertThat(sent.get()).isLessThan(messages);
            assertThat(door.line().status().backlog().bytes()).isLessThan(16 * 1024 * 1024);
            for (int i = 1; i <= 50; i++) {
                other.send(RawClient.publish("routed/a", i, "x".getBytes()));
                assertThat(other.receive(4)).isEqualTo("40 02 00 %02x".formatted(i));
            }
            available.set(true);
            for (int i = 1; i <= messages; i++) {
                assertThat(sender.receive(4)).isEqualTo("40 02 %02x %02x".formatted(i >> 8, i & 0xFF));
            }
            sending.join();
            List<String> committed = door.hub.committed.get("stuck|a");
            assertThat(committed).hasSize(messages);
            for (int i = 0; i < messages; i += 997) {
                assertThat(committed.get(i)).startsWith("routed/a=" + (i + 1) + " ");
            }
            assertThat(door.hub.batchSizes).allMatch(size -> size <= 256);
            await().until(() -> door.line().status().backlog().saturatedLanes() == 0);
            assertThat(door.line().status().backlog().messages()).isZero();
            assertThat(door.line().status().backlog().bytes()).isZero();
        }
    }

    @Test
    void manyMessagesWait_senderToALaneThatStandsStill_waitsWithItsFirst_othersGoOn() throws Exception {
        AtomicBoolean available = new AtomicBoolean();
        door.hub.full = key -> key.startsWith("stuck|") && !available.get();
        List<RawClient> senders = new ArrayList<>();
        byte[] payload = new byte[2 * 1024 * 1024];
        for (int i = 0; i < 26; i++) {
            // Each to a lane of its own, below the lane's own mark; together above that of all lanes.
            senders.add(RawClient.connected(door.port(), "stuck/d" + i, "c"));
            senders.get(i).send(RawClient.publish("routed/r" + i, 1, payload));
        }
        await().until(() -> door.line().status().backlog().messages() == 26);
        await().until(() -> door.hub.notices.size() == 26);
        // The last of them may be waiting already; the first twenty came when there was room.
        for (RawClient sender : senders.subList(0, 20)) {
            sender.send(RawClient.publish("routed/r0", 2, new byte[1]));
        }
        await().until(() -> door.line().status().backlog().messages() == 46);
        for (RawClient sender : senders.subList(0, 20)) {
            sender.send(RawClient.publish("routed/r0", 3, new byte[1]));
        }
        assertThat(door.line().status().occupancy().sessions()).isEqualTo(26);
        try (RawClient other = RawClient.connected(door.port(), "free/d", "c")) {
            other.send(RawClient.publish("routed/a", 1, "x".getBytes()));
            assertThat(other.receive(4)).isEqualTo("40 02 00 01");
        }
        // The one that went through is counted until just after it was acknowledged.
        await().until(() -> door.line().status().backlog().messages() == 46);
        available.set(true);
        for (RawClient sender : senders) {
            assertThat(sender.receive(4)).isEqualTo("40 02 00 01");
        }
        for (RawClient sender : senders.subList(0, 20)) {
            assertThat(sender.receive(8)).isEqualTo("40 02 00 02 40 02 00 03");
        }
        for (RawClient sender : senders) {
            assertThat(sender.send("c0 00").receive(2)).isEqualTo("d0 00");
            sender.close();
        }
    }

    @Test
    void sender_leavesWhileItsMessagesWait_theyAreCommittedAllTheSame() throws IOException {
        AtomicBoolean available = new AtomicBoolean();
        door.hub.queues = batch -> available.get() ? door.hub.commit(batch) : NOT_NOW;
        RawClient client = RawClient.connected(door.port(), "h/d", "c");
        client.send(RawClient.publish("routed/a", 0, "1".getBytes()));
        client.send(RawClient.publish("routed/a", 2, "2".getBytes()));
        await().until(() -> door.line().status().backlog().messages() == 2);
        client.close();
        await().until(() -> door.line().status().occupancy().sessions() == 0);
        available.set(true);
        await().until(() -> door.line().status().backlog().messages() == 0);
        assertThat(door.hub.committed.get("h|a")).containsExactly("routed/a=1", "routed/a=2");
    }

    @Test
    void keepAlive_whileTheDoorDoesNotRead_isSuspended() throws Exception {
        AtomicBoolean available = new AtomicBoolean();
        door.hub.queues = batch -> available.get() ? door.hub.commit(batch) : NOT_NOW;
        try (RawClient sender = new RawClient(door.port())) {
            sender.send(RawClient.connect("h/d", "c", 1)).receive(4);
            AtomicInteger sent = new AtomicInteger();
            Thread sending = new Thread(() -> send(sender, 3_000, new byte[4_000], sent));
            sending.start();
            await().until(() -> door.line().status().backlog().saturatedLanes() == 1);
            // Well beyond one and a half periods; what is acknowledged afterwards shows that the session went on.
            Thread.sleep(4_000);
            assertThat(door.line().status().occupancy().sessions()).isEqualTo(1);
            available.set(true);
            for (int i = 1; i <= 3_000; i++) {
                assertThat(sender.receive(4)).isEqualTo("40 02 %02x %02x".formatted(i >> 8, i & 0xFF));
            }
            sending.join();
        }
    }

    private static void send(RawClient sender, int messages, byte[] padding, AtomicInteger sent) {
        try {
            for (int i = 1; i <= messages; i++) {
                byte[] number = (i + " ").getBytes();
                byte[] payload = java.util.Arrays.copyOf(number, number.length + padding.length);
                sender.send(RawClient.publish("routed/a", i, payload));
                sent.incrementAndGet();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
