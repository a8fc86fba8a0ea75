package org.axletree.mqtt.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.axletree.core.door.SessionStorage;
import org.axletree.core.limit.DoorLimits;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.limit.SessionLimits;
import org.axletree.core.outcome.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is to be done later is due when the time has passed, not when somebody sets the system's clock (ADR 44). */
class ClocksTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int DELAY = 600;

    private final HandClock clock = new HandClock();
    private SessionStorage storage = TestStorage.fresh();
    private TestDoor door = open();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void systemsClock_isSetForward_neitherWillsNorSessionsNorMessagesAreDue() throws Exception {
        try (Witness witness = new Witness()) {
            leaveSession();
            clock.set(HOUR);
            awaitSweeps();
            witness.hearsNothingButMarker();
            assertThat(isPresent()).isTrue();
            clock.set(HOUR.multipliedBy(-5));
            awaitSweeps();
            witness.hearsNothingButMarker();
        }
    }

    @Test
    void time_passes_willIsSaidAndSessionEnds() throws Exception {
        try (Witness witness = new Witness()) {
            leaveSession();
            clock.pass(Duration.ofSeconds(DELAY - 60));
            awaitSweeps();
            witness.hearsNothingButMarker();
            clock.pass(Duration.ofSeconds(61));
            assertThat(witness.next()).isEqualTo("offline");
            clock.pass(Duration.ofSeconds(900 - DELAY));
            awaitSweeps();
            assertThat(isPresent()).isFalse();
        }
    }

    /** As on a machine without a battery: NTP sets its clock when the server has been up for a while. */
    @Test
    void systemsClock_isSetForwardBeforeARestart_onlyTheTimeBetweenCounts() throws Exception {
        leaveSession();
        clock.set(HOUR.multipliedBy(8));
        awaitSweeps();
        killDoor();
        clock.pass(Duration.ofSeconds(DELAY - 60));
        door = open();
        try (Witness witness = new Witness()) {
            awaitSweeps();
            witness.hearsNothingButMarker();
            clock.pass(Duration.ofSeconds(61));
            assertThat(witness.next()).isEqualTo("offline");
        }
    }

    @Test
    void systemsClock_isBehindAfterARestart_nothingIsDueAndNothingLivesLonger() throws Exception {
        leaveSession();
        killDoor();
        clock.set(HOUR.multipliedBy(-24 * 365));
        door = open();
        try (Witness witness = new Witness()) {
            awaitSweeps();
            witness.hearsNothingButMarker();
            clock.pass(Duration.ofSeconds(DELAY + 1));
            assertThat(witness.next()).isEqualTo("offline");
        }
    }

    @Test
    void messageExpiry_goesByWhatPassed() throws Exception {
        Mqtt5BlockingClient listener = client("listener");
        listener.connectWith().cleanStart(false).sessionExpiryInterval(90_000).send();
        listener.subscribeWith().topicFilter("t").qos(MqttQos.AT_LEAST_ONCE).send();
        listener.disconnect();
        publish("t", "short-lived", 100, false);
        publish("t", "long-lived", 8_000, false);
        publish("r", "retained", 100, true);
        clock.set(HOUR);
        publish("r/2", "retained", 8_000, true);
        clock.pass(Duration.ofSeconds(101));
        try (Mqtt5BlockingClient.Mqtt5Publishes heard = listener.publishes(MqttGlobalPublishFilter.ALL)) {
            listener.connectWith()
                    .cleanStart(false)
                    .sessionExpiryInterval(90_000)
                    .send();
            Mqtt5Publish first = heard.receive(60, TimeUnit.SECONDS).orElseThrow();
            assertThat(text(first)).isEqualTo("long-lived");
            assertThat(first.getMessageExpiryInterval().orElseThrow()).isBetween(7_800L, 7_899L);
            listener.subscribeWith().topicFilter("r/#").send();
            Mqtt5Publish second = heard.receive(60, TimeUnit.SECONDS).orElseThrow();
            assertThat(second.getTopic().toString()).isEqualTo("r/2");
            listener.disconnect();
        }
    }

    @Test
    void queue_fullOfExpiredMessages_takesNewOnes() throws Exception {
        door.hub.limits.put("listener", SessionLimits.with(Map.of(HubLimit.QUEUED_PER_SESSION, 3)));
        Mqtt5BlockingClient listener = client("listener");
        listener.connectWith().cleanStart(false).sessionExpiryInterval(90_000).send();
        listener.subscribeWith().topicFilter("t").qos(MqttQos.AT_LEAST_ONCE).send();
        listener.disconnect();
        publish("t", "first", 100, false);
        publish("t", "stays", 8_000, false);
        publish("t", "third", 100, false);
        clock.pass(Duration.ofSeconds(101));
        publish("t", "new 1", 8_000, false);
        publish("t", "new 2", 8_000, false);
        assertThat(door.hub.noticed()).isEmpty();
        publish("t", "too many", 8_000, false);
        await().until(() -> door.hub.noticed().contains(Reason.SUBSCRIBER_TOO_SLOW));
        try (Mqtt5BlockingClient.Mqtt5Publishes heard = listener.publishes(MqttGlobalPublishFilter.ALL)) {
            listener.connectWith()
                    .cleanStart(false)
                    .sessionExpiryInterval(90_000)
                    .send();
            for (String text : List.of("stays", "new 1", "new 2")) {
                assertThat(text(heard.receive(60, TimeUnit.SECONDS).orElseThrow()))
                        .isEqualTo(text);
            }
            listener.disconnect();
        }
    }

    /** A queue that is not full either: what has expired would use up the room of the hub. */
    @Test
    void room_ofExpiredMessages_isTheHubsAgain() throws Exception {
        door.close();
        door = new TestDoor(DoorLimits.with(Map.of(HubLimit.STORAGE_BYTES_PER_HUB, 20_000)), storage, clock);
        door.hub.gate = door.hub::admitByUserName;
        Mqtt5BlockingClient listener = client("listener");
        listener.connectWith().cleanStart(false).sessionExpiryInterval(90_000).send();
        listener.subscribeWith().topicFilter("t").qos(MqttQos.AT_LEAST_ONCE).send();
        listener.disconnect();
        String large = "x".repeat(12_000);
        publish("t", large, 100, false);
        clock.pass(Duration.ofSeconds(101));
        awaitSweeps();
        publish("t", "another" + large, 8_000, false);
        assertThat(door.hub.noticed()).isEmpty();
    }

    private TestDoor open() {
        TestDoor opened = new TestDoor(DoorLimits.DEFAULT, storage, clock);
        opened.hub.gate = opened.hub::admitByUserName;
        return opened;
    }

    /** The next door finds what this one would have left if it had been killed now. */
    private void killDoor() throws Exception {
        SessionStorage copy = TestStorage.leftBehindIn(storage);
        door.close();
        storage = copy;
    }

    /** A session of 900 s with a will that waits 600 s. */
    private void leaveSession() {
        Mqtt5BlockingClient client = client("d");
        client.connectWith()
                .cleanStart(true)
                .sessionExpiryInterval(900)
                .willPublish()
                .topic("will")
                .payload("offline".getBytes())
                .qos(MqttQos.AT_LEAST_ONCE)
                .delayInterval(DELAY)
                .applyWillPublish()
                .send();
        int before = door.hub.departures.size();
        client.disconnectWith()
                .reasonCode(
                        com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode
                                .DISCONNECT_WITH_WILL_MESSAGE)
                .send();
        await().until(() -> door.hub.departures.size() > before);
        assertThat(door.hub.departures.get(before).reason()).isEqualTo(Reason.DISCONNECTED);
    }

    private boolean isPresent() {
        Mqtt5BlockingClient client = client("d");
        try {
            return client.connectWith()
                    .cleanStart(false)
                    .sessionExpiryInterval(900)
                    .send()
                    .isSessionPresent();
        } finally {
            client.disconnect();
        }
    }

    /** Every event loop has looked twice after what is due. */
    private static void awaitSweeps() throws InterruptedException {
        Thread.sleep(1_200);
    }

    private void publish(String topic, String payload, int expirySeconds, boolean retain) {
        Mqtt5BlockingClient client = client("speaker");
        client.connect();
        client.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .retain(retain)
                .messageExpiryInterval(expirySeconds)
                .payload(payload.getBytes())
                .send();
        client.disconnect();
    }

    private Mqtt5BlockingClient client(String device) {
        return MqttClient.builder()
                .useMqttVersion5()
                .identifier(device)
                .serverHost(TestDoor.HOST)
                .serverPort(door.port())
                .simpleAuth()
                .username("h/" + device)
                .applySimpleAuth()
                .buildBlocking();
    }

    private static String text(Mqtt5Publish publish) {
        return new String(publish.getPayloadAsBytes());
    }

    /** Hears wills. */
    private final class Witness implements AutoCloseable {
        private final Mqtt5BlockingClient client = client("witness");
        private final Mqtt5BlockingClient.Mqtt5Publishes heard = client.publishes(MqttGlobalPublishFilter.ALL);

        Witness() {
            client.connect();
            client.subscribeWith().topicFilter("will").send();
        }

        String next() throws InterruptedException {
            return text(heard.receive(60, TimeUnit.SECONDS).orElseThrow());
        }

        void hearsNothingButMarker() throws InterruptedException {
            client.publishWith().topic("will").payload("marker".getBytes()).send();
            assertThat(next()).isEqualTo("marker");
        }

        @Override
        public void close() {
            heard.close();
            client.disconnect();
        }
    }
}
