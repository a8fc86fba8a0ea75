package org.axletree.mqtt.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.axletree.core.door.DeviceLine;
import org.axletree.core.door.DeviceLineFactory;
import org.axletree.core.door.DoorSettings;
import org.axletree.core.door.DoorStatus;
import org.axletree.core.door.SessionStorage;
import org.axletree.core.limit.DoorLimits;
import org.axletree.core.outcome.Reason;
import org.axletree.door.line.LineManagedConnectionFactory;
import org.axletree.mqtt.connection.RawClient;
import org.axletree.mqtt.inflow.FakeContainer;
import org.axletree.mqtt.inflow.FakeInflow;
import org.junit.jupiter.api.Test;

/** Opening, failing to open, and closing. */
class DoorLifeTest {
    @Test
    void stop_noThreadSurvives() throws IOException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        TestDoor door = new TestDoor();
        // Held, as a socket that nobody knows any more is closed with the garbage.
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            clients.add(RawClient.connected(door.port(), "h/d" + i, "c"));
            clients.get(i).send(RawClient.publish("routed/a", 1, new byte[1]));
        }
        door.close();
        for (RawClient client : clients) {
            client.close();
        }
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !before.contains(thread))
                        .filter(thread -> thread.getName().startsWith("axletree")
                                || thread.getName().startsWith("fake-work")
                                || thread.getName().startsWith("globalEventExecutor"))
                        .map(Thread::getName)
                        .collect(Collectors.toSet()))
                .isEmpty());
        assertThat(door.hub.departures).hasSize(5);
        assertThat(door.hub.departures).extracting(FakeInflow.Departure::reason).containsOnly(Reason.SHUTTING_DOWN);
    }

    @Test
    void stop_messagesInLanes_areCommittedAndAcknowledgedFirst() throws Exception {
        TestDoor door = new TestDoor();
        CountDownLatch closing = new CountDownLatch(1);
        door.hub.queues = batch -> {
            try {
                closing.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return door.hub.commit(batch);
        };
        RawClient client = RawClient.connected(door.port(), "h/d", "c");
        for (int i = 1; i <= 1_000; i++) {
            client.send(RawClient.publish("routed/a", i, new byte[1]));
        }
        await().until(() -> door.line().status().backlog().messages() == 1_000);
        int port = door.port();
        Thread close = new Thread(door::close);
        close.start();
        // Nobody is let in any more, and only then the queue answers again.
        await().until(() -> isClosed(port));
        closing.countDown();
        close.join();
        assertThat(door.hub.committed.get("h|a")).hasSize(1_000);
        String answers = client.receiveUntilClosed();
        assertThat(answers).endsWith("40 02 03 e8").hasSize(4 * 1_000 * 3 - 1);
    }

    @Test
    void open_endpointsAreRefusedAtFirst_waits() {
        try (TestDoor door = new TestDoor(10, 2)) {
            assertThat(door.line().status().responsive()).isTrue();
        }
    }

    @Test
    void open_portInUse_failsWithOneClearSentence_andCanBeOpenedAgain() throws Exception {
        FakeContainer container = new FakeContainer(new FakeInflow());
        MqttResourceAdapter adapter = new MqttResourceAdapter();
        InflowActivation activation = new InflowActivation();
        adapter.start(container);
        adapter.endpointActivation(container, activation);
        DeviceLine line = adapter.door();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(TestDoor.HOST))) {
            line.open(settings(taken.getLocalPort()));
            await().until(() -> line.status().state() == DoorStatus.State.FAILED);
            assertThat(line.status().problem())
                    .contains("MQTT port " + taken.getLocalPort() + " on 127.0.0.1")
                    .contains("Address already in use")
                    .endsWith("(expected: a free port)");
            await().until(() -> container.openEndpoints.get() == 0);
        }
        line.open(settings(0));
        await().until(() -> line.status().state() == DoorStatus.State.OPEN);
        adapter.endpointDeactivation(container, activation);
        assertThat(line.status().state()).isEqualTo(DoorStatus.State.CLOSED);
        adapter.stop();
        assertThat(container.openEndpoints.get()).isZero();
        assertThatThrownBy(adapter::door).hasMessageContaining("expected: a running adapter");
    }

    @Test
    void open_storageInUse_failsWithOneClearSentence() throws Exception {
        SessionStorage storage = TestStorage.fresh();
        FakeContainer container = new FakeContainer(new FakeInflow());
        MqttResourceAdapter adapter = new MqttResourceAdapter();
        InflowActivation activation = new InflowActivation();
        adapter.start(container);
        adapter.endpointActivation(container, activation);
        try (TestDoor other = new TestDoor(DoorLimits.DEFAULT, storage)) {
            adapter.door()
                    .open(new DoorSettings(
                            TestDoor.HOST,
                            List.of(Way.MQTT.on(0)),
                            TestDoor.SERVER_AUTHORITY.server("localhost"),
                            storage,
                            DoorLimits.DEFAULT));
            await().until(() -> adapter.door().status().state() == DoorStatus.State.FAILED);
            assertThat(adapter.door().status().problem())
                    .startsWith(storage.directory().toString())
                    .endsWith("(expected: the sessions of this Axletree, in use by nobody else)");
            assertThat(other.line().status().state()).isEqualTo(DoorStatus.State.OPEN);
        }
        adapter.endpointDeactivation(container, activation);
        adapter.stop();
        assertThat(container.openEndpoints.get()).isZero();
    }

    @Test
    void connections_moreThanAllowed_areClosedAtOnce() throws IOException {
        try (TestDoor door = new TestDoor(2);
                RawClient one = RawClient.connected(door.port(), "h/d1", "c");
                RawClient two = RawClient.connected(door.port(), "h/d2", "c");
                RawClient three = new RawClient(door.port())) {
            assertThat(three.receiveUntilClosed()).isEmpty();
            assertThat(door.hub.noticed()).containsExactly(Reason.TOO_MANY_CONNECTIONS);
            assertThat(one.send("c0 00").receive(2)).isEqualTo("d0 00");
            two.close();
            await().until(() -> door.line().status().occupancy().connections() == 1);
            RawClient.connected(door.port(), "h/d4", "c").close();
        }
    }

    @Test
    void line_throughJca_reachesTheDoorUntilItIsClosed() throws Exception {
        try (TestDoor door = new TestDoor()) {
            LineManagedConnectionFactory factory = new LineManagedConnectionFactory();
            factory.setResourceAdapter(door.adapter);
            DeviceLine line = ((DeviceLineFactory) factory.createConnectionFactory()).line();
            assertThat(line.status().listener("mqtt").orElseThrow().port()).isEqualTo(door.port());
            line.close();
            assertThatThrownBy(line::status).hasMessageContaining("device line: closed");
        }
    }

    private static DoorSettings settings(int port) {
        return TestDoor.settings(List.of(Way.MQTT.on(port), Way.MQTTS.on(0)), DoorLimits.DEFAULT);
    }

    private static boolean isClosed(int port) {
        try (Socket socket = new Socket(TestDoor.HOST, port)) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
