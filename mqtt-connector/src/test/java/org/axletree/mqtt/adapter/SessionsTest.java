package org.axletree.mqtt.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.axletree.core.door.Admission;
import org.axletree.core.door.Notice;
import org.axletree.core.filter.FilterPolicy;
import org.axletree.core.filter.MessageFilter;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.limit.SessionLimits;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.TopicFilter;
import org.axletree.mqtt.connection.RawClient;
import org.axletree.mqtt.inflow.FakeInflow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is connected, what they may do, and what becomes of them when the registry changes. */
class SessionsTest {
    private static final String PINGRESP = "d0 00";
    private static final SessionLimits SMALL = SessionLimits.with(Map.of(
            HubLimit.PAYLOAD_BYTES,
            1_000,
            HubLimit.SUBSCRIPTIONS_PER_SESSION,
            2,
            HubLimit.TOPIC_BYTES,
            20,
            HubLimit.TOPIC_LEVELS,
            3,
            HubLimit.IN_FLIGHT_PER_SESSION,
            10,
            HubLimit.QUEUED_PER_SESSION,
            10));
    private static TestDoor door;

    @BeforeAll
    static void open() {
        door = new TestDoor();
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @BeforeEach
    void reset() {
        door.forget();
        door.hub.gate = door.hub::admitByUserName;
        door.hub.filters.clear();
    }

    @Test
    void device_secondConnection_endsTheFirstWhateverItsClientIdentifier() throws IOException {
        try (RawClient first = RawClient.connected(door.port(), "h/d", "one");
                RawClient second = RawClient.connected(door.port(), "h/d", "two")) {
            assertThat(first.receiveUntilClosed()).isEmpty();
            assertThat(second.send("c0 00").receive(2)).isEqualTo(PINGRESP);
            await().until(() -> door.hub.departures.size() == 1);
            assertThat(door.hub.departures.get(0).reason()).isEqualTo(Reason.TAKEN_OVER);
            assertThat(door.line().status().occupancy().sessions()).isEqualTo(1);
        }
        await().until(() -> door.hub.departures.size() == 2);
        assertThat(door.hub.departures)
                .extracting(FakeInflow.Departure::connectionId)
                .doesNotHaveDuplicates();
    }

    @Test
    void device_connectionOpenedFirstThatConnectsLast_endsTheOther() throws IOException {
        try (RawClient last = new RawClient(door.port());
                RawClient first = RawClient.connected(door.port(), "h/d", "one")) {
            last.send(RawClient.connect("h/d", "two")).receive(4);
            assertThat(first.receiveUntilClosed()).isEmpty();
            assertThat(last.send("c0 00").receive(2)).isEqualTo(PINGRESP);
        }
        await().until(() -> door.hub.departures.size() == 2);
    }

    /** The gate is quicker with one connection than with another; the later CONNECT wins whatever it does (MQTT-3.1.4-2). */
    @ParameterizedTest
    @CsvSource({
        "h/d,       one, one, false",
        "h/lasting, one, one, true",
        "h/d,       one, two, false",
        "h/multi,   one, one, false",
    })
    void device_admittedForItsEarlierConnectLast_keepsItsLaterConnection(
            String device, String earlierId, String laterId, boolean lasting) throws IOException {
        CountDownLatch laterEntered = new CountDownLatch(1);
        door.hub.gate = request -> {
            if (request.connectionId() == door.hub.requests.get(0).connectionId()) {
                pass(laterEntered);
            }
            return door.hub.admitByUserName(request);
        };
        try (RawClient earlier = new RawClient(door.port());
                RawClient later = new RawClient(door.port())) {
            earlier.send(connect(device, earlierId, lasting));
            await().until(() -> door.hub.requests.size() == 1);
            assertThat(later.send(connect(device, laterId, lasting)).receive(4)).isEqualTo("20 02 00 00");
            laterEntered.countDown();
            assertThat(earlier.receiveUntilClosed()).isEmpty();
            assertThat(later.send("c0 00").receive(2)).isEqualTo(PINGRESP);
            await().untilAsserted(() -> assertThat(door.hub.departures)
                    .extracting(FakeInflow.Departure::connectionId, FakeInflow.Departure::reason)
                    .containsExactly(tuple(door.hub.requests.get(0).connectionId(), Reason.TAKEN_OVER)));
        } finally {
            laterEntered.countDown();
        }
        await().until(() -> door.hub.departures.size() == 2);
        // A session that lasts ends here, and whoever comes next finds no departure that is none of its own.
        RawClient.connected(door.port(), device, laterId).close();
        await().until(() -> door.hub.departures.size() == 3);
    }

    private static byte[] connect(String device, String clientId, boolean lasting) {
        return lasting ? RawClient.connectToStay(device, clientId) : RawClient.connect(device, clientId);
    }

    private static void pass(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void deviceOfSeveralConnections_otherClientIdentifier_bothStay() throws IOException {
        try (RawClient first = RawClient.connected(door.port(), "h/multi", "one");
                RawClient second = RawClient.connected(door.port(), "h/multi", "two");
                RawClient again = RawClient.connected(door.port(), "h/multi", "one")) {
            assertThat(first.receiveUntilClosed()).isEmpty();
            assertThat(second.send("c0 00").receive(2)).isEqualTo(PINGRESP);
            assertThat(again.send("c0 00").receive(2)).isEqualTo(PINGRESP);
        }
    }

    @Test
    void device_sameClientIdentifierAsAnotherDevice_disturbsNobody() throws IOException {
        try (RawClient first = RawClient.connected(door.port(), "h/d1", "same");
                RawClient second = RawClient.connected(door.port(), "h/d2", "same")) {
            assertThat(first.send("c0 00").receive(2)).isEqualTo(PINGRESP);
            assertThat(second.send("c0 00").receive(2)).isEqualTo(PINGRESP);
        }
    }

    @Test
    void hub_sameTopicInAnotherHub_isNotHeard() throws IOException {
        try (RawClient here = RawClient.connected(door.port(), "h1/d", "c");
                RawClient there = RawClient.connected(door.port(), "h2/d", "c")) {
            here.send(RawClient.subscribe(1, "#", 0)).receive(5);
            there.send(RawClient.subscribe(1, "#", 0)).receive(5);
            there.send(RawClient.publish("t", 7, "x".getBytes()));
            assertThat(there.receive(6)).isEqualTo("30 04 00 01 74 78");
            assertThat(there.receive(4)).isEqualTo("40 02 00 07");
            assertThat(here.send("c0 00").receive(2)).isEqualTo(PINGRESP);
        }
    }

    @Test
    void subscriptionsThatOverlap_message_comesOnceAtTheHighestQos() throws IOException {
        try (RawClient client = RawClient.connected(door.port(), "h/d", "c")) {
            client.send(RawClient.subscribe(1, "a/#", 0)).receive(5);
            client.send(RawClient.subscribe(2, "a/b", 1)).receive(5);
            client.send(RawClient.subscribe(3, "+/b", 0)).receive(5);
            client.send(RawClient.publish("a/b", 9, "x".getBytes()));
            assertThat(client.receive(10)).isEqualTo("32 08 00 03 61 2f 62 00 01 78");
            assertThat(client.receive(4)).isEqualTo("40 02 00 09");
            assertThat(client.send("40 02 00 01 c0 00").receive(2)).isEqualTo(PINGRESP);
        }
    }

    @Test
    void publish_forbidden_isDroppedAcknowledgedAndNoticed() throws IOException {
        door.hub.filters.put("d", new MessageFilters(reject("secret/#"), MessageFilter.EVERYTHING));
        try (RawClient client = RawClient.connected(door.port(), "h/d", "c")) {
            client.send(RawClient.subscribe(1, "#", 0)).receive(5);
            client.send(RawClient.publish("secret/x", 5, "x".getBytes()));
            assertThat(client.receive(4)).isEqualTo("40 02 00 05");
            assertThat(client.send("c0 00").receive(2)).isEqualTo(PINGRESP);
            assertThat(door.hub.noticed()).containsExactly(Reason.TOPIC_UNAUTHORIZED);
            assertThat(door.hub.notices.get(0).packet()).isEqualTo("PUBLISH secret/x");
            assertThat(door.hub.notices.get(0).deviceId()).isEqualTo("d");
        }
    }

    @Test
    void publish_forbiddenAThousandTimes_everyOneIsCountedInAFewNotices() throws IOException {
        door.hub.filters.put("d", new MessageFilters(reject("secret"), MessageFilter.EVERYTHING));
        try (RawClient client = RawClient.connected(door.port(), "h/d", "c")) {
            for (int i = 1; i <= 1_000; i++) {
                client.send(RawClient.publish("secret", i, new byte[0]));
            }
            assertThat(client.receive(4_000)).endsWith("40 02 03 e8");
            await().untilAsserted(() -> assertThat(
                            door.hub.notices.stream().mapToLong(Notice::times).sum())
                    .isEqualTo(1_000));
            assertThat(door.hub.notices).hasSizeLessThan(50);
        }
    }

    @Test
    void subscribe_oneFilterForbidden_wholePacketFails() throws IOException {
        door.hub.filters.put("d", new MessageFilters(MessageFilter.EVERYTHING, reject("secret/#")));
        try (RawClient client = RawClient.connected(door.port(), "h/d", "c")) {
            client.send("82 0b 00 09 00 02 6f 6b 00 00 01 23 00");
            assertThat(client.receive(6)).isEqualTo("90 04 00 09 80 80");
            client.send(RawClient.publish("ok", 5, "x".getBytes()));
            assertThat(client.receive(4)).isEqualTo("40 02 00 05");
            assertThat(door.hub.noticed()).containsExactly(Reason.TOPIC_UNAUTHORIZED);
        }
    }

    @Test
    void session_tooManyFiltersOrLevels_isRefused() throws IOException {
        door.hub.limits.put("small", SMALL);
        try (RawClient client = RawClient.connected(door.port(), "h/small", "c")) {
            assertThat(client.send(RawClient.subscribe(1, "a", 0)).receive(5)).isEqualTo("90 03 00 01 00");
            assertThat(client.send(RawClient.subscribe(2, "b", 0)).receive(5)).isEqualTo("90 03 00 02 00");
            assertThat(client.send(RawClient.subscribe(3, "c", 0)).receive(5)).isEqualTo("90 03 00 03 80");
            assertThat(client.send(RawClient.subscribe(4, "b", 1)).receive(5)).isEqualTo("90 03 00 04 01");
            client.send("a2 05 00 0a 00 01 61").receive(4);
            assertThat(client.send(RawClient.subscribe(5, "c/c/c/c", 0)).receive(5))
                    .isEqualTo("90 03 00 05 80");
            assertThat(client.send(RawClient.subscribe(6, "a-filter-of-21-bytes!", 0))
                            .receive(5))
                    .isEqualTo("90 03 00 06 80");
        }
    }

    @Test
    void payload_largerThanTheLimit_closes() throws IOException {
        door.hub.limits.put("small", SMALL);
        try (RawClient client = RawClient.connected(door.port(), "h/small", "c")) {
            assertThat(client.send(RawClient.publish("a", 1, new byte[1_000])).receive(4))
                    .isEqualTo("40 02 00 01");
            client.send(RawClient.publish("a", 2, new byte[1_001]));
            assertThat(client.receiveUntilClosed()).isEmpty();
            assertThat(door.hub.noticed()).containsExactly(Reason.PAYLOAD_TOO_LARGE);
        }
        try (RawClient client = RawClient.connected(door.port(), "h/small", "c")) {
            client.send(RawClient.publish("a", 2, new byte[10_000_000]), 70_000);
            assertThat(client.receiveUntilClosed()).isEmpty();
        }
    }

    @Test
    void payloadOf4MiB_passes() throws IOException {
        byte[] payload = new byte[4 * 1024 * 1024];
        payload[payload.length - 1] = 42;
        try (RawClient client = RawClient.connected(door.port(), "h/d", "c")) {
            client.send(RawClient.subscribe(1, "big", 0)).receive(5);
            Thread sender = new Thread(() -> {
                try {
                    client.send(RawClient.publish("big", 1, payload));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            sender.start();
            assertThat(client.receivePacket()).isEqualTo(RawClient.publish("big", 0, payload));
            assertThat(client.receive(4)).isEqualTo("40 02 00 01");
        }
    }

    @Test
    void refresh_newFilters_endForbiddenSubscriptionsAndRuleTheNextPublish() throws IOException {
        try (RawClient client = RawClient.connected(door.port(), "h/d", "c")) {
            client.send(RawClient.subscribe(1, "a/#", 0)).receive(5);
            client.send(RawClient.subscribe(2, "b/#", 0)).receive(5);
            door.hub.filters.put("d", new MessageFilters(reject("p"), reject("b/#")));
            door.line().refresh(door.hub.admitted("h", "d", door.hub.revision.incrementAndGet()));
            door.line().settle();
            client.send(RawClient.publish("b/x", 1, new byte[0]));
            assertThat(client.receive(4)).isEqualTo("40 02 00 01");
            client.send(RawClient.publish("a/x", 0, new byte[0]));
            assertThat(client.receive(7)).isEqualTo("30 05 00 03 61 2f 78");
            client.send(RawClient.publish("p", 2, new byte[0]));
            assertThat(client.receive(4)).isEqualTo("40 02 00 02");
            assertThat(door.hub.noticed()).containsExactly(Reason.TOPIC_UNAUTHORIZED, Reason.TOPIC_UNAUTHORIZED);
        }
    }

    @Test
    void refresh_onlyOneConnectionFromNowOn_newestStays() throws IOException {
        try (RawClient first = RawClient.connected(door.port(), "h/multi", "one");
                RawClient second = RawClient.connected(door.port(), "h/multi", "two")) {
            Admission.Admitted before = door.hub.admissions.get(0);
            door.line()
                    .refresh(new Admission.Admitted(
                            before.identity(),
                            before.filters(),
                            before.limits(),
                            before.plan(),
                            false,
                            door.hub.revision.incrementAndGet()));
            assertThat(first.receiveUntilClosed()).isEmpty();
            assertThat(second.send("c0 00").receive(2)).isEqualTo(PINGRESP);
        }
    }

    @Test
    void disconnect_deviceOrHub_closesWhomItConcerns() throws IOException {
        try (RawClient one = RawClient.connected(door.port(), "h/d1", "c");
                RawClient two = RawClient.connected(door.port(), "h/d2", "c");
                RawClient other = RawClient.connected(door.port(), "h2/d1", "c")) {
            door.line().disconnectDevice("h", "d1", Reason.DEVICE_DISABLED, door.hub.revision.incrementAndGet());
            assertThat(one.receiveUntilClosed()).isEmpty();
            assertThat(two.send("c0 00").receive(2)).isEqualTo(PINGRESP);
            door.line().disconnectHub("h", Reason.HUB_DISABLED, door.hub.revision.incrementAndGet());
            assertThat(two.receiveUntilClosed()).isEmpty();
            assertThat(other.send("c0 00").receive(2)).isEqualTo(PINGRESP);
            await().until(() -> door.hub.departures.size() == 2);
            assertThat(door.hub.departures)
                    .extracting(FakeInflow.Departure::reason)
                    .containsExactly(Reason.DEVICE_DISABLED, Reason.HUB_DISABLED);
        }
    }

    @Test
    void disconnect_admittedAfterTheChange_stays() throws IOException {
        long change = door.hub.revision.incrementAndGet();
        try (RawClient client = RawClient.connected(door.port(), "h/d", "c")) {
            door.line().disconnectDevice("h", "d", Reason.DEVICE_DISABLED, change);
            assertThat(client.send("c0 00").receive(2)).isEqualTo(PINGRESP);
            assertThat(door.hub.departures).isEmpty();
        }
    }

    @Test
    void admission_deviceIsDisabledMeanwhile_isAskedAgainAndRefused() throws IOException {
        door.hub.gate = request -> {
            if (door.hub.requests.size() == 1) {
                Admission answer = door.hub.admitByUserName(request);
                // The registry was read; now it changes, before the connector has registered the session.
                door.line().disconnectDevice("h", "d", Reason.DEVICE_DISABLED, door.hub.revision.incrementAndGet());
                return answer;
            }
            return new Admission.Refused(Reason.DEVICE_DISABLED);
        };
        try (RawClient client = new RawClient(door.port())) {
            client.send(RawClient.connect("h/d", "c"));
            assertThat(client.receiveUntilClosed()).isEqualTo("20 02 00 05");
            assertThat(door.hub.requests).hasSize(2);
            await().untilAsserted(() -> assertThat(door.hub.departures)
                    .extracting(FakeInflow.Departure::admitted)
                    .containsExactly(door.hub.admissions.get(0)));
        }
    }

    @Test
    void admission_clientLeavesMeanwhile_departs() throws IOException {
        door.hub.gate = request -> {
            try {
                Thread.sleep(300);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return door.hub.admitByUserName(request);
        };
        RawClient client = new RawClient(door.port());
        client.send(RawClient.connect("h/d", "c"));
        await().until(() -> door.hub.requests.size() == 1);
        client.close();
        await().until(() -> door.hub.departures.size() == 1);
        assertThat(door.line().status().occupancy().sessions()).isZero();
        assertThat(door.hub.departures.get(0).admitted()).isEqualTo(door.hub.admissions.get(0));
    }

    @Test
    void gate_fails_isRefusedAsUnavailable() throws IOException {
        door.hub.gate = request -> {
            throw new IllegalStateException("database away, on purpose");
        };
        try (RawClient client = new RawClient(door.port())) {
            client.send(RawClient.connect("h/d", "c"));
            assertThat(client.receiveUntilClosed()).isEqualTo("20 02 00 03");
        }
    }

    @Test
    void hubMessage_isHeardBySubscribers() throws IOException {
        try (RawClient client = RawClient.connected(door.port(), "h/d", "c")) {
            client.send(RawClient.subscribe(1, "$SCW/#", 1)).receive(5);
            door.line().publish("h", new HubMessage("$SCW/x", Qos.AT_LEAST_ONCE, false, 0, "e".getBytes()));
            assertThat(client.receive(13)).isEqualTo("32 0b 00 06 24 53 43 57 2f 78 00 01 65");
        }
    }

    @Test
    void keepAlive_silence_closesAfterOneAndAHalfPeriods() throws IOException {
        try (RawClient client = new RawClient(door.port())) {
            client.send(RawClient.connect("h/d", "c", 1)).receive(4);
            assertThat(client.receiveUntilClosed()).isEmpty();
            await().until(() -> door.hub.departures.size() == 1);
            assertThat(door.hub.departures.get(0).reason()).isEqualTo(Reason.KEEP_ALIVE_TIMEOUT);
        }
    }

    @Test
    void subscriberThatDoesNotRead_messages_areDroppedAndNoticed_othersGoOn() throws IOException {
        try (RawClient slow = RawClient.connected(door.port(), "h/slow", "c");
                RawClient quick = RawClient.connected(door.port(), "h/quick", "c");
                RawClient publisher = RawClient.connected(door.port(), "h/p", "c")) {
            slow.send(RawClient.subscribe(1, "t", 0)).receive(5);
            quick.send(RawClient.subscribe(1, "t", 0)).receive(5);
            byte[] payload = new byte[50_000];
            int rounds = 400;
            for (int i = 1; i <= rounds; i++) {
                publisher.send(RawClient.publish("t", i, payload));
                assertThat(quick.receivePacket()).hasSize(50_007);
                publisher.receive(4);
            }
            assertThat(door.hub.noticed()).contains(Reason.SUBSCRIBER_TOO_SLOW);
            assertThat(door.hub.notices).hasSizeLessThan(100);
            assertThat(slow.receivePacket()).hasSize(50_007);
        }
    }

    @Test
    void subscriberThatDoesNotAcknowledge_windowFills_queueIsBounded_acknowledgementsLetItFlow() throws IOException {
        door.hub.limits.put(
                "window",
                SessionLimits.with(Map.of(
                        HubLimit.PAYLOAD_BYTES,
                        1_000,
                        HubLimit.SUBSCRIPTIONS_PER_SESSION,
                        10,
                        HubLimit.TOPIC_BYTES,
                        100,
                        HubLimit.TOPIC_LEVELS,
                        10,
                        HubLimit.IN_FLIGHT_PER_SESSION,
                        3,
                        HubLimit.QUEUED_PER_SESSION,
                        5)));
        try (RawClient client = RawClient.connected(door.port(), "h/window", "c");
                RawClient publisher = RawClient.connected(door.port(), "h/p", "c")) {
            client.send(RawClient.subscribe(1, "t", 1)).receive(5);
            for (int i = 1; i <= 10; i++) {
                publisher.send(RawClient.publish("t", i, new byte[] {(byte) i})).receive(4);
            }
            for (int i = 1; i <= 3; i++) {
                assertThat(client.receive(8)).isEqualTo("32 06 00 01 74 00 0%d 0%d".formatted(i, i));
            }
            assertThat(client.send("c0 00").receive(2)).isEqualTo(PINGRESP);
            client.send("40 02 00 01 40 02 00 02 40 02 00 03");
            for (int i = 4; i <= 6; i++) {
                assertThat(client.receive(8)).isEqualTo("32 06 00 01 74 00 0%d 0%d".formatted(i - 3, i));
            }
            client.send("40 02 00 01 40 02 00 02 40 02 00 03");
            assertThat(client.receive(8)).isEqualTo("32 06 00 01 74 00 01 07");
            assertThat(client.receive(8)).isEqualTo("32 06 00 01 74 00 02 08");
            assertThat(client.send("c0 00").receive(2)).isEqualTo(PINGRESP);
            assertThat(door.hub.noticed()).contains(Reason.SUBSCRIBER_TOO_SLOW);
        }
    }

    private static MessageFilter reject(String filter) {
        return new MessageFilter(FilterPolicy.REJECT, List.of(TopicFilter.of(filter)));
    }
}
