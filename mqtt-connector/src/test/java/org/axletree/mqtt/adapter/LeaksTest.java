package org.axletree.mqtt.adapter;

import static org.awaitility.Awaitility.await;

import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.axletree.core.outcome.Enqueueing;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.connection.RawClient;
import org.junit.jupiter.api.Test;

/** Every payload is released exactly once, however its message ends. {@link TestDoor#close} looks for leaks. */
class LeaksTest {
    @Test
    void detector_bufferIsForgotten_isSeen() {
        Leaks.watch();
        PooledByteBufAllocator.DEFAULT.directBuffer(32).writeByte(1);
        await().until(() -> !Leaks.found().isEmpty());
        Leaks.forget();
    }

    @Test
    void payload_messageEndsInEveryWay_isReleased() throws Exception {
        try (TestDoor door = new TestDoor()) {
            byte[] small = "small".getBytes();
            byte[] large = new byte[100_000];
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                RawClient subscriber = RawClient.connected(door.port(), "h/s" + i, "s" + i);
                subscriber.send(RawClient.subscribe(1, "#", 1));
                subscriber.receive(5);
                clients.add(subscriber);
            }
            for (int i = 1; i <= 200; i++) {
                RawClient publisher = clients.get(i % 4);
                publisher.send(RawClient.publish("plain", 0, small));
                publisher.send(RawClient.publish("plain", i, i % 10 == 0 ? large : small));
                publisher.send(RawClient.publish("routed/a/x", i, small));
                publisher.send(RawClient.publish("ask/a", i, i % 10 == 0 ? large : small));
            }
            // Leave without acknowledging or reading: windows and queues are full now.
            await().until(() -> door.line().status().traffic().received() == 800);
            for (RawClient client : clients) {
                client.close();
            }
            await().until(() -> door.line().status().occupancy().connections() == 0);
            await().until(() -> door.line().status().backlog().messages() == 0); // they go on without their senders
            door.hub.queues = batch -> new Enqueueing.Postponed(Reason.ROUTE_UNAVAILABLE);
            try (RawClient stuck = RawClient.connected(door.port(), "h/stuck", "stuck")) {
                stuck.send(RawClient.publish("routed/b/x", 1, large));
                stuck.send(RawClient.publish("plain", 2, small));
                stuck.send(RawClient.publish("half", 3, large), 500);
                await().until(() -> door.line().status().backlog().messages() == 1);
            }
        }
    }
}
