package org.axletree.mqtt.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axletree.core.door.SessionStorage;
import org.axletree.core.limit.DoorLimits;
import org.axletree.mqtt.connection.RawClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a door was told to keep is there in the next one, however the first ended. */
class RestartTest {
    private static final int SECONDS = 60;

    private SessionStorage storage = TestStorage.fresh();
    private TestDoor door = open(storage);

    /** How the first door ends. */
    enum Ending {
        CLOSED,
        /** The next door finds the files as they were while the first was still at work. */
        KILLED
    }

    @AfterEach
    void close() {
        door.close();
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void session_withoutConnection_hasItsSubscriptionsAndMessagesAfterARestart(Ending ending) throws Exception {
        Mqtt5BlockingClient listener = client("h/listener");
        assertThat(connect(listener).isSessionPresent()).isFalse();
        listener.subscribeWith().topicFilter("a/#").qos(MqttQos.EXACTLY_ONCE).send();
        listener.disconnect();
        Mqtt5BlockingClient speaker = client("h/speaker");
        connect(speaker);
        List<String> said = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String topic = "a/" + i % 3;
            MqttQos qos = i % 2 == 0 ? MqttQos.AT_LEAST_ONCE : MqttQos.EXACTLY_ONCE;
            speaker.publishWith()
                    .topic(topic)
                    .qos(qos)
                    .payload(("m" + i).getBytes())
                    .contentType("text/plain")
                    .send();
            said.add(topic + "=m" + i + " " + qos + " text/plain");
        }
        restart(ending);
        Mqtt5BlockingClient again = client("h/listener");
        try (Mqtt5BlockingClient.Mqtt5Publishes messages = again.publishes(MqttGlobalPublishFilter.ALL)) {
            assertThat(connect(again).isSessionPresent()).isTrue();
            List<String> heard = new ArrayList<>();
            for (int i = 0; i < said.size(); i++) {
                heard.add(text(messages.receive(SECONDS, TimeUnit.SECONDS)));
            }
            assertThat(heard).containsExactlyInAnyOrderElementsOf(said);
            // The client shows a QoS 2 message when it is released: later than a QoS 1 message that came after it.
            for (MqttQos qos : List.of(MqttQos.AT_LEAST_ONCE, MqttQos.EXACTLY_ONCE)) {
                assertThat(of(qos, heard)).isEqualTo(of(qos, said));
            }
            // The subscription is alive, and nothing comes twice.
            again.publishWith()
                    .topic("a/x")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload("new".getBytes())
                    .send();
            assertThat(text(messages.receive(SECONDS, TimeUnit.SECONDS))).startsWith("a/x=new");
            // The answer to what is sent behind the acknowledgement tells that the door has read that.
            again.subscribeWith().topicFilter("b").qos(MqttQos.AT_MOST_ONCE).send();
        }
        restart(Ending.CLOSED);
        Mqtt5BlockingClient third = client("h/listener");
        try (Mqtt5BlockingClient.Mqtt5Publishes messages = third.publishes(MqttGlobalPublishFilter.ALL)) {
            assertThat(connect(third).isSessionPresent()).isTrue();
            third.publishWith()
                    .topic("a/y")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload("newer".getBytes())
                    .send();
            assertThat(text(messages.receive(SECONDS, TimeUnit.SECONDS))).startsWith("a/y=newer");
        }
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void retainedMessages_acknowledged_areThereAfterARestart(Ending ending) throws Exception {
        Mqtt5BlockingClient speaker = client("h/speaker");
        connect(speaker);
        for (String payload : List.of("old", "new")) {
            speaker.publishWith()
                    .topic("state/x")
                    .retain(true)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(payload.getBytes())
                    .send();
        }
        speaker.publishWith()
                .topic("state/y")
                .retain(true)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(new byte[1])
                .send();
        speaker.publishWith()
                .topic("state/y")
                .retain(true)
                .qos(MqttQos.AT_LEAST_ONCE)
                .send();
        restart(ending);
        Mqtt5BlockingClient listener = client("h/listener");
        try (Mqtt5BlockingClient.Mqtt5Publishes messages = listener.publishes(MqttGlobalPublishFilter.ALL)) {
            connect(listener);
            listener.subscribeWith()
                    .topicFilter("state/#")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .send();
            Optional<Mqtt5Publish> first = messages.receive(SECONDS, TimeUnit.SECONDS);
            assertThat(text(first)).startsWith("state/x=new");
            assertThat(first.orElseThrow().isRetain()).isTrue();
            listener.publishWith().topic("state/end").payload("end".getBytes()).send();
            assertThat(text(messages.receive(SECONDS, TimeUnit.SECONDS))).startsWith("state/end=end");
        }
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void mqtt_4_3_3_10_qos2MessageReceivedBeforeARestart_isNotTakenAgain(Ending ending) throws Exception {
        try (RawClient listener = lasting("h/listener");
                RawClient speaker = lasting("h/speaker")) {
            listener.send(RawClient.subscribe(1, "t", 1)).receive(5);
            speaker.send(exactlyOnce(7, "x", false));
            assertThat(speaker.receive(4)).isEqualTo("50 02 00 07");
            assertThat(listener.receive(8)).isEqualTo("32 06 00 01 74 00 01 78");
            listener.send("40 02 00 01 c0 00").receive(2);
            // So that the acknowledgement, which nobody waits for, is written as well.
            speaker.send(exactlyOnce(8, "y", false));
            assertThat(speaker.receive(4)).isEqualTo("50 02 00 08");
            restart(ending);
        }
        try (RawClient listener = lasting("h/listener");
                RawClient speaker = lasting("h/speaker")) {
            speaker.send(exactlyOnce(7, "x", true));
            assertThat(speaker.receive(4)).isEqualTo("50 02 00 07");
            assertThat(speaker.send("62 02 00 07").receive(4)).isEqualTo("70 02 00 07");
            speaker.send(exactlyOnce(7, "z", false));
            assertThat(speaker.receive(4)).isEqualTo("50 02 00 07");
            List<String> heard = new ArrayList<>();
            heard.add(payload(listener.receivePacket()));
            heard.add(payload(listener.receivePacket()));
            assertThat(heard).containsExactly("y", "z");
        }
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void mqtt_4_4_0_1_qos2MessagesOnTheWay_goOnWhereTheyWere(Ending ending) throws Exception {
        try (RawClient listener = lasting("h/listener");
                RawClient speaker = lasting("h/speaker")) {
            listener.send(RawClient.subscribe(1, "t", 2)).receive(5);
            speaker.send(exactlyOnce(1, "x", false)).receive(4);
            speaker.send(exactlyOnce(2, "y", false)).receive(4);
            assertThat(listener.receive(8)).isEqualTo("34 06 00 01 74 00 01 78");
            assertThat(listener.receive(8)).isEqualTo("34 06 00 01 74 00 02 79");
            assertThat(listener.send("50 02 00 01").receive(4)).isEqualTo("62 02 00 01");
            restart(ending);
        }
        try (RawClient listener = lasting("h/listener")) {
            List<String> sent = List.of(packet(listener.receivePacket()), packet(listener.receivePacket()));
            assertThat(sent).containsExactlyInAnyOrder("62 02 00 01", "3c 06 00 01 74 00 02 79");
        }
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void mqtt_4_4_0_1_qos1MessagesOnTheWay_areSentAgainUnderTheirIdentifiers(Ending ending) throws Exception {
        try (RawClient speaker = lasting("h/speaker")) {
            try (RawClient listener = lasting("h/listener")) {
                listener.send(RawClient.subscribe(1, "t", 1)).receive(5);
                for (int i = 1; i <= 3; i++) {
                    speaker.send(exactlyOnce(i, "" + i, false)).receive(4);
                    assertThat(packet(listener.receivePacket())).isEqualTo("32 06 00 01 74 00 0%d 3%d".formatted(i, i));
                }
                // The second is not acknowledged, and neither is the third.
                listener.send("40 02 00 01 c0 00").receive(2);
            }
            awaitDeparture();
            // What came without a connection was never sent.
            speaker.send(exactlyOnce(4, "4", false)).receive(4);
            restart(ending);
        }
        try (RawClient listener = lasting("h/listener")) {
            assertThat(packet(listener.receivePacket())).isEqualTo("3a 06 00 01 74 00 02 32");
            assertThat(packet(listener.receivePacket())).isEqualTo("3a 06 00 01 74 00 03 33");
            assertThat(packet(listener.receivePacket())).isEqualTo("32 06 00 01 74 00 01 34");
        }
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void mqtt_3_3_1_1_qos1MessagesOnALiveConnection_areMarkedAfterARestart(Ending ending) throws Exception {
        try (RawClient listener = lasting("h/listener");
                RawClient speaker = lasting("h/speaker")) {
            listener.send(RawClient.subscribe(1, "t", 1)).receive(5);
            speaker.send(exactlyOnce(1, "x", false)).receive(4);
            assertThat(packet(listener.receivePacket())).isEqualTo("32 06 00 01 74 00 01 78");
            restart(ending);
        }
        try (RawClient listener = lasting("h/listener")) {
            assertThat(packet(listener.receivePacket())).isEqualTo("3a 06 00 01 74 00 01 78");
        }
    }

    private void restart(Ending ending) throws IOException {
        if (ending == Ending.CLOSED) {
            door.close();
            door = open(storage);
            return;
        }
        SessionStorage copy = TestStorage.leftBehindIn(storage);
        door.close();
        storage = copy;
        door = open(storage);
    }

    private static TestDoor open(SessionStorage storage) {
        TestDoor door = new TestDoor(DoorLimits.DEFAULT, storage);
        door.hub.gate = door.hub::admitByUserName;
        return door;
    }

    private Mqtt5BlockingClient client(String userName) {
        return MqttClient.builder()
                .useMqttVersion5()
                .identifier(userName.substring(2))
                .serverHost(TestDoor.HOST)
                .serverPort(door.port())
                .simpleAuth()
                .username(userName)
                .applySimpleAuth()
                .buildBlocking();
    }

    private static Mqtt5ConnAck connect(Mqtt5BlockingClient client) {
        return client.connectWith()
                .cleanStart(false)
                .sessionExpiryInterval(3_600)
                .send();
    }

    private static String text(Optional<Mqtt5Publish> message) {
        Mqtt5Publish present = message.orElseThrow();
        return present.getTopic() + "=" + new String(present.getPayloadAsBytes()) + " " + present.getQos()
                + present.getContentType().map(type -> " " + type).orElse("");
    }

    private static List<String> of(MqttQos qos, List<String> messages) {
        return messages.stream().filter(message -> message.contains(qos.name())).toList();
    }

    /** MQTT 3.1.1 without a clean session. */
    /** Until every event loop has ended the turn in which a connection went, and handed over what is to be written of it. */
    private void awaitDeparture() throws IOException {
        await().until(() -> door.line().status().occupancy().connections() == 1);
        for (int i = 0; i < 32; i++) {
            try (RawClient visitor = lasting("h/visitor" + i)) {
                visitor.send("c0 00").receive(2);
            }
        }
    }

    private RawClient lasting(String userName) throws IOException {
        byte[] connect = RawClient.connectToStay(userName, userName.substring(2));
        RawClient client = new RawClient(door.port());
        assertThat(client.send(connect).receive(4)).startsWith("20 02").endsWith("00");
        return client;
    }

    private static byte[] exactlyOnce(int packetId, String payload, boolean again) {
        byte[] publish = RawClient.publish("t", packetId, payload.getBytes());
        publish[0] = (byte) (again ? 0x3C : 0x34);
        return publish;
    }

    private static String packet(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }

    private static String payload(byte[] publish) {
        return new String(publish, publish.length - 1, 1);
    }
}
