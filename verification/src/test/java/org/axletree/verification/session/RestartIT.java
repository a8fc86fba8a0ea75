package org.axletree.verification.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.LastingConnect;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.Packet;
import org.junit.jupiter.api.Test;

/** Issue 3: the server is stopped in order and started again; whoever had a session finds it as if nothing had been. */
class RestartIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int HOUR = 3_600;

    /** Longer than the server needs to stop, as a rule, and shorter than it needs to stop and to start. */
    private static final int WHILE_IT_IS_DOWN = 6;

    private final Axletree axletree = Axletree.fresh().with("AXLETREE_STOP_SECONDS", "200");

    private Fleet.Hub home;
    /** Has a session and no connection. */
    private Device sleeper;
    /** Has received, and not acknowledged. */
    private Device holder;
    /** Has published at QoS 2, and not released. */
    private Device halfway;
    /** Hears the wills. */
    private Device mourner;
    /** Was counted. */
    private Device counted;
    /** Leaves a will that is due while the server is down. */
    private Device late;
    /** Has a session that ends while the server is down, and with it the delay of its will. */
    private Device brief;
    /** Is back long before its will is due. */
    private Device patient;
    /** Is connected when the server stops. */
    private Device present;
    /** Is away when it is commanded. */
    private Device commanded;

    private String command;

    private int held;
    private int released;
    private int kept;

    @Test
    void stop_inOrder_keepsSessionsMessagesAndWills() {
        try (AxletreeProcess first = axletree.start()) {
            create(first.fleet());
            subscribe(first);
            try (MqttLine holding = MqttLine.plain(first).resume(holder);
                    MqttLine leaving =
                            lasting(first, LastingConnect.of(present, HOUR).leaving("will/present", "present", 0))) {
                say(first);
                command = first.api()
                        .post("devices/" + commanded.id() + "/commands", "{\"topic\":\"order\",\"payload\":\"wake\"}")
                        .orThrow()
                        .json()
                        .get("id")
                        .textValue();
                hold(holding);
                leave(first);
                assertThat(leaving.isAlive()).isTrue();
                assertThat(first.terminate(PATIENCE).exitCode()).isIn(0, 143);
            }
        }
        try (AxletreeProcess second = axletree.start()) {
            assertThatItIsCounted(second);
            assertThatWillsAreSaid(second);
            assertThatTheHolderGoesOn(second);
            assertThatTheSleeperHearsEverythingOnce(second);
            assertThatTheCommandIsCarriedOut(second);
        }
    }

    private void assertThatTheCommandIsCarriedOut(AxletreeProcess hub) {
        try (MqttLine line = MqttLine.plain(hub).open(commanded)) {
            line.subscribe("order");
            assertThat(line.message(PATIENCE).orElseThrow().text()).isEqualTo("wake");
            Awaitility.await("the command")
                    .atMost(PATIENCE)
                    .until(
                            () -> hub.api()
                                    .get("devices/" + commanded.id() + "/commands/" + command)
                                    .orThrow()
                                    .json()
                                    .get("state")
                                    .textValue(),
                            "delivered"::equals);
        }
    }

    private void create(Fleet fleet) {
        home = fleet.hub();
        sleeper = fleet.insecureDevice(home);
        holder = fleet.insecureDevice(home);
        halfway = fleet.insecureDevice(home);
        mourner = fleet.insecureDevice(home);
        counted = fleet.insecureDevice(home);
        late = fleet.insecureDevice(home);
        brief = fleet.insecureDevice(home);
        patient = fleet.insecureDevice(home);
        present = fleet.insecureDevice(home);
        commanded = fleet.insecureDevice(home);
    }

    private void subscribe(AxletreeProcess hub) {
        subscribe(hub, sleeper, 1, "sleep/1");
        subscribe(hub, sleeper, 2, "sleep/2");
        subscribe(hub, holder, 1, "hold/1");
        subscribe(hub, holder, 2, "hold/2");
        subscribe(hub, mourner, 1, "will/#");
    }

    private static void subscribe(AxletreeProcess hub, Device device, int qos, String filter) {
        try (MqttLine line = MqttLine.plain(hub)) {
            assertThat(line.connectToStay(device)).isZero();
            assertThat(line.subscribe(qos, filter)).containsExactly(qos);
        }
    }

    private void say(AxletreeProcess hub) {
        try (MqttLine line = MqttLine.plain(hub).open(counted)) {
            line.publishAndWait("sleep/1", "at QoS 1");
        }
        try (MqttLine line = MqttLine.plain(hub)) {
            assertThat(line.connectToStay(halfway)).isZero();
            line.publishOnce("sleep/2", "at QoS 2");
            line.retain("kept", "retained");
            line.publishAndWait("hold/1", "held at QoS 1");
            line.publishOnce("hold/2", "held at QoS 2");
            kept = line.publishAndKeep("sleep/2", "half of QoS 2");
        }
    }

    /** A message at QoS 1 that is not acknowledged, and one at QoS 2 whose release is not confirmed. */
    private void hold(MqttLine line) {
        Packet first = line.read(PATIENCE).orElseThrow();
        assertThat(first.text()).isEqualTo("held at QoS 1");
        held = first.publishPacketId();
        Packet second = line.read(PATIENCE).orElseThrow();
        assertThat(second.text()).isEqualTo("held at QoS 2");
        released = second.publishPacketId();
        line.send(Packet.ack(Packet.PUBREC, released));
        Packet release = line.read(PATIENCE).orElseThrow();
        assertThat(release.type()).isEqualTo(Packet.PUBREL);
        assertThat(release.packetId()).isEqualTo(released);
    }

    /** Three connections are lost. */
    private void leave(AxletreeProcess hub) {
        List.of(
                        LastingConnect.of(late, HOUR).leaving("will/late", "late", WHILE_IT_IS_DOWN),
                        LastingConnect.of(brief, WHILE_IT_IS_DOWN).leaving("will/brief", "brief", HOUR),
                        LastingConnect.of(patient, HOUR).leaving("will/patient", "patient", HOUR))
                .forEach(connect -> lasting(hub, connect).close());
    }

    private static MqttLine lasting(AxletreeProcess hub, LastingConnect connect) {
        MqttLine line = MqttLine.plain(hub);
        assertThat(connect.on(line)).as("session present").isFalse();
        return line;
    }

    /** Issue 4: counts and metrics are right over restarts. */
    private void assertThatItIsCounted(AxletreeProcess hub) {
        Books.assertThatNobodyIsConnected(hub, home, 10);
        assertThat(Books.packets(hub, counted))
                .as("CONNECT, CONNACK, PUBLISH and PUBACK")
                .isEqualTo(4);
    }

    private void assertThatWillsAreSaid(AxletreeProcess hub) {
        try (MqttLine line = MqttLine.plain(hub).resume(mourner);
                MqttLine back = MqttLine.plain(hub)) {
            assertThat(LastingConnect.of(patient, HOUR).on(back))
                    .as("its session has time left")
                    .isTrue();
            List<String> wills = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                wills.add(line.message(PATIENCE).orElseThrow().text());
            }
            assertThat(wills).containsExactlyInAnyOrder("late", "brief", "present");
            back.send(new Packet(Packet.DISCONNECT, 0, new byte[0]));
            try (MqttLine again = MqttLine.plain(hub)) {
                assertThat(LastingConnect.of(brief, HOUR).on(again))
                        .as("its session ended")
                        .isFalse();
            }
            line.publishAndWait("will/end", "end");
            assertThat(line.message(PATIENCE).map(Packet::text)).contains("end");
        }
    }

    private void assertThatTheHolderGoesOn(AxletreeProcess hub) {
        try (MqttLine line = MqttLine.plain(hub).resume(holder)) {
            Map<Integer, Packet> again = new HashMap<>();
            for (int i = 0; i < 2; i++) {
                Packet packet = line.read(PATIENCE).orElseThrow();
                again.put(packet.type(), packet);
            }
            // Messages keep their order, and releases theirs (MQTT 3.1.1 section 4.6); between the two there is none.
            assertThat(again).containsOnlyKeys(Packet.PUBLISH, Packet.PUBREL);
            Packet message = again.get(Packet.PUBLISH);
            assertThat(message.text()).isEqualTo("held at QoS 1");
            assertThat(message.flags() & Packet.DUP).as("DUP").isEqualTo(Packet.DUP);
            assertThat(message.publishPacketId()).isEqualTo(held);
            assertThat(again.get(Packet.PUBREL).packetId()).isEqualTo(released);
            line.send(Packet.ack(Packet.PUBACK, held));
            line.send(Packet.ack(Packet.PUBCOMP, released));
            line.publishAndWait("hold/1", "and on");
            assertThat(line.message(PATIENCE).map(Packet::text)).contains("and on");
            assertThat(line.subscribe("kept")).containsExactly(1);
            Packet retained = line.message(PATIENCE).orElseThrow();
            assertThat(retained.text()).isEqualTo("retained");
            assertThat(retained.flags() & 1).as("retain").isEqualTo(1);
        }
    }

    private void assertThatTheSleeperHearsEverythingOnce(AxletreeProcess hub) {
        try (MqttLine line = MqttLine.plain(hub).resume(halfway)) {
            line.publishAgain("sleep/2", "half of QoS 2", kept);
            line.release(kept);
            line.publishOnce("sleep/2", "end");
        }
        try (MqttLine line = MqttLine.plain(hub).resume(sleeper)) {
            assertThat(untilTheEnd(line)).containsExactly("at QoS 1", "at QoS 2", "half of QoS 2", "end");
        }
    }

    private static List<String> untilTheEnd(MqttLine line) {
        List<String> heard = new ArrayList<>();
        while (!heard.contains("end")) {
            Packet packet = line.read(PATIENCE).orElseThrow();
            if (packet.type() == Packet.PUBREL) {
                line.send(Packet.ack(Packet.PUBCOMP, packet.packetId()));
            } else {
                heard.add(packet.text());
                line.send(Packet.ack(packet.qos() == 2 ? Packet.PUBREC : Packet.PUBACK, packet.publishPacketId()));
            }
        }
        return heard;
    }
}
