package org.axletree.mqtt.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.axletree.core.outcome.Enqueueing;
import org.axletree.mqtt.connection.RawClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More full queues than there is room for: those who write to them wait, and only those. */
class CrowdedLanesTest {
    private static final int ROUTES = 12;
    private static final int MESSAGES = 60;
    private static final byte[] PAYLOAD = new byte[256 * 1024];
    private final Set<String> stuck = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new ArrayList<>();
    private TestDoor door;

    @BeforeEach
    void open() {
        door = new TestDoor();
        door.hub.queues = batch -> Enqueueing.ENQUEUED;
        door.hub.full = stuck::contains;
    }

    @AfterEach
    void close() throws InterruptedException {
        door.close();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Publishes and counts what was acknowledged, until the connection ends. */
    private AtomicInteger send(RawClient client, String route) {
        AtomicInteger acknowledged = new AtomicInteger();
        Thread sending = new Thread(() -> {
            try {
                for (int i = 1; i <= MESSAGES; i++) {
                    client.send(RawClient.publish("routed/" + route, i, PAYLOAD));
                }
            } catch (IOException e) {
                // The test is over.
            }
        });
        Thread counting = new Thread(() -> {
            try {
                while (client.receive(4).startsWith("40 02")) {
                    acknowledged.incrementAndGet();
                }
            } catch (IOException e) {
                // The test is over.
            }
        });
        threads.add(sending);
        threads.add(counting);
        sending.start();
        counting.start();
        return acknowledged;
    }

    @Test
    void manyLanesStandStill_memoryIsBounded_otherRoutesGoOn_andOneThatMovesAgainIsFreeAtOnce() throws Exception {
        List<RawClient> clients = new ArrayList<>();
        List<AtomicInteger> acknowledged = new ArrayList<>();
        for (int i = 0; i < ROUTES; i++) {
            stuck.add("full|r" + i);
            RawClient client = RawClient.connected(door.port(), "full/d" + i, "c");
            clients.add(client);
            acknowledged.add(send(client, "r" + i));
        }
        await().until(() -> door.line().status().backlog().bytes() > 48 * 1024 * 1024);
        long before;
        do {
            before = door.line().status().backlog().bytes();
            Thread.sleep(300);
        } while (door.line().status().backlog().bytes() > before);
        // Half of what they have to say.
        assertThat(before).isLessThan((long) ROUTES * MESSAGES * PAYLOAD.length / 2);
        assertThat(acknowledged).allMatch(count -> count.get() == 0);

        RawClient other = RawClient.connected(door.port(), "free/d", "c");
        clients.add(other);
        AtomicInteger others = send(other, "a");
        await().until(() -> others.get() == MESSAGES);

        stuck.remove("full|r0");
        await().until(() -> acknowledged.get(0).get() == MESSAGES);
        assertThat(acknowledged.subList(1, ROUTES)).allMatch(count -> count.get() == 0);
        for (RawClient client : clients) {
            client.close();
        }
    }
}
