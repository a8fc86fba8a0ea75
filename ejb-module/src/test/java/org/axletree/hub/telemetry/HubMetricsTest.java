package org.axletree.hub.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.axletree.core.door.DoorListener;
import org.axletree.core.door.DoorStatus;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.core.route.QueueDepth;
import org.junit.jupiter.api.Test;

final class HubMetricsTest {
    private static final DoorStatus OPEN = new DoorStatus(
            DoorStatus.State.OPEN,
            "",
            true,
            new DoorStatus.Occupancy(7, 5),
            new DoorStatus.Backlog(3, 30, 1),
            new DoorStatus.Traffic(11, 12),
            new DoorStatus.Holds(21, 22, 23, 24),
            List.of(new DoorListener("mqtt", "MQTT", DoorListener.Transport.TCP, false, false, 1883)));

    private static final DoorStatus OF_OBJECTS = new DoorStatus(
            DoorStatus.State.OPEN,
            "",
            true,
            new DoorStatus.Occupancy(2, 2),
            new DoorStatus.Backlog(0, 0, 0),
            new DoorStatus.Traffic(0, 0),
            DoorStatus.Holds.NONE,
            List.of());

    private static final Map<String, Map<String, Long>> LOST_EVENTS = Map.of("list", Map.of("hub-1", 4L));

    private final HubMetrics metrics = new HubMetrics();
    private final Gauges gauges = new Gauges();

    @Test
    void text_showsEveryCounterOfAHub() {
        HubTraffic hub = metrics.of("hub-1");
        hub.received(Qos.AT_LEAST_ONCE, 10);
        hub.received(Qos.AT_LEAST_ONCE, 5);
        hub.admitted();
        hub.refused(Reason.MUTUAL_TLS_REQUIRED);
        hub.unauthorized();
        hub.noticed(Reason.KEEP_ALIVE_TIMEOUT, 3);
        hub.noticed(Reason.SUBSCRIBER_TOO_SLOW, 2);
        hub.queued("route-1", 64);

        hub.answered(Optional.empty());
        hub.answered(Optional.of(Reason.TWIN_VERSION_MISMATCH));

        assertThat(text(Map.of("hub-1", 4), Map.of("hub-1", 3)))
                .contains(
                        "axletree_messages_received_total{hub=\"hub-1\",protocol=\"mqtt\",qos=\"1\"} 2.0\n",
                        "axletree_connects_total{hub=\"hub-1\",outcome=\"admitted\",protocol=\"mqtt\"} 1.0\n",
                        "axletree_connects_total{hub=\"hub-1\",outcome=\"mutual_tls_required\",protocol=\"mqtt\"} 1.0\n",
                        "axletree_messages_dropped_total{hub=\"hub-1\",reason=\"topic_unauthorized\"} 1.0\n",
                        "axletree_messages_dropped_total{hub=\"hub-1\",reason=\"subscriber_too_slow\"} 2.0\n",
                        "axletree_notices_total{hub=\"hub-1\",reason=\"keep_alive_timeout\"} 3.0\n",
                        "axletree_twin_requests_total{hub=\"hub-1\",outcome=\"done\"} 1.0\n",
                        "axletree_twin_requests_total{hub=\"hub-1\",outcome=\"twin_version_mismatch\"} 1.0\n",
                        "axletree_events_lost_total{hub=\"hub-1\",kind=\"list\"} 4.0\n",
                        "axletree_route_deliveries_total{hub=\"hub-1\",kind=\"jms\",outcome=\"delivered\",route=\"route-1\"} 64.0\n",
                        "axletree_connected_devices{hub=\"hub-1\"} 3.0\n",
                        "axletree_connections{hub=\"hub-1\",protocol=\"mqtt\"} 4.0\n",
                        "axletree_connections{hub=\"unknown\",protocol=\"mqtt\"} 3.0\n",
                        "axletree_connections{hub=\"hub-2\",protocol=\"coap\"} 2.0\n",
                        "axletree_connections{hub=\"unknown\",protocol=\"coap\"} 0.0\n",
                        "axletree_door_listener_port{listener=\"mqtt\",protocol=\"mqtt\"} 1883.0\n",
                        "axletree_lanes_saturated{lane=\"routes\"} 1.0\n",
                        "axletree_sender_holds_total{kind=\"routes\",protocol=\"mqtt\"} 21.0\n",
                        "axletree_sender_holds_total{kind=\"devices\",protocol=\"mqtt\"} 22.0\n",
                        "axletree_sender_holds_total{kind=\"storage\",protocol=\"mqtt\"} 23.0\n",
                        "axletree_sender_holds_total{kind=\"session\",protocol=\"mqtt\"} 24.0\n",
                        "axletree_sender_holds_total{kind=\"storage\",protocol=\"coap\"} 0.0\n",
                        "# TYPE axletree_certificate_expiry_seconds gauge\n");
    }

    @Test
    void queuesAndAuthorities_areShownAsTheyWereWhenSomebodyLooked() {
        gauges.backlogs(Map.of(
                "route-1", new Backlog("hub-1", new QueueDepth(3, OptionalLong.of(0))),
                "route-2", new Backlog("hub-1", QueueDepth.EMPTY)));
        gauges.routeStates(Map.of("route-1", new RouteState("hub-1", "failing", 2)));
        gauges.authorityEnds(Map.of("hub-1", Instant.EPOCH));

        assertThat(text(Map.of(), Map.of()))
                .contains(
                        "axletree_route_queue_messages{hub=\"hub-1\",route=\"route-1\"} 3.0\n",
                        "axletree_route_queue_messages{hub=\"hub-1\",route=\"route-2\"} 0.0\n",
                        "axletree_route_lag_seconds{hub=\"hub-1\",route=\"route-2\"} 0.0\n",
                        "axletree_route_state{hub=\"hub-1\",route=\"route-1\",state=\"failing\"} 1.0\n",
                        "axletree_route_dead_letters{hub=\"hub-1\",route=\"route-1\"} 2.0\n",
                        "axletree_certificate_expiry_seconds{hub=\"hub-1\",kind=\"authority\"} -",
                        "axletree_certificate_expiry_seconds{kind=\"server\"} ")
                .containsPattern("axletree_route_lag_seconds\\{hub=\"hub-1\",route=\"route-1\"} [1-9]");
        gauges.backlogs(Map.of());
        gauges.routeStates(Map.of());
        assertThat(text(Map.of(), Map.of())).doesNotContain("route-1", "axletree_route_lag_seconds");
    }

    @Test
    void lag_isTheAgeOfTheOldestMessage() {
        Instant now = Instant.parse("2030-01-02T03:04:05.500Z");
        long sentAt = now.toEpochMilli() - 2_500;

        assertThat(new Backlog("hub-1", new QueueDepth(1, OptionalLong.of(sentAt))).lagSeconds(now))
                .isEqualTo(2.5);
        assertThat(new Backlog("hub-1", new QueueDepth(1, OptionalLong.of(sentAt))).lagSeconds(now.minusSeconds(9)))
                .as("the clock was set back")
                .isZero();
        assertThat(new Backlog("hub-1", QueueDepth.EMPTY).lagSeconds(now)).isZero();
    }

    @Test
    void sizesAndDurations_areHistograms_inBytesAndSeconds() {
        HubTraffic hub = metrics.of("hub-1");
        hub.received(Qos.AT_MOST_ONCE, 64);
        hub.received(Qos.AT_LEAST_ONCE, 65);
        hub.received(Qos.EXACTLY_ONCE, 5_000_000);
        hub.committed(3);
        hub.committed(-7);
        hub.committed(120_000);

        assertThat(text(Map.of(), Map.of()))
                .contains(
                        "# TYPE axletree_message_bytes histogram\n",
                        "axletree_message_bytes_bucket{hub=\"hub-1\",le=\"64.0\"} 1\n",
                        "axletree_message_bytes_bucket{hub=\"hub-1\",le=\"256.0\"} 2\n",
                        "axletree_message_bytes_bucket{hub=\"hub-1\",le=\"+Inf\"} 3\n",
                        "axletree_message_bytes_sum{hub=\"hub-1\"} 5000129.0\n",
                        "axletree_publish_duration_seconds_bucket{hub=\"hub-1\",le=\"0.001\"} 1\n",
                        "axletree_publish_duration_seconds_bucket{hub=\"hub-1\",le=\"0.005\"} 2\n",
                        "axletree_publish_duration_seconds_count{hub=\"hub-1\"} 3\n",
                        "axletree_publish_duration_seconds_sum{hub=\"hub-1\"} 120.003\n");
    }

    /** A device, of which there are very many, is never a label. */
    @Test
    void labels_areFew() {
        everythingOf(metrics.of("hub-1"));

        Matcher label = Pattern.compile("[{,](\\w+)=\"").matcher(text(Map.of("hub-1", 1), Map.of("hub-1", 1)));
        assertThat(label.results().map(found -> found.group(1)).distinct())
                .containsExactlyInAnyOrder(
                        "hub",
                        "protocol",
                        "listener",
                        "outcome",
                        "qos",
                        "reason",
                        "route",
                        "state",
                        "kind",
                        "lane",
                        "area",
                        "le");
    }

    @Test
    void metrics_areThoseOfTheGuide() throws IOException {
        everythingOf(metrics.of("hub-1"));

        Matcher type = Pattern.compile("# TYPE (axletree_\\w+)").matcher(text(Map.of("hub-1", 1), Map.of("hub-1", 1)));
        Matcher documented =
                Pattern.compile("`(axletree_\\w+)`").matcher(Files.readString(Path.of("../docs/guide/operations.md")));
        assertThat(documented.results().map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        type.results().map(found -> found.group(1)).toList());
    }

    private void everythingOf(HubTraffic hub) {
        gauges.routeStates(Map.of("route-1", new RouteState("hub-1", "running", 0)));
        gauges.backlogs(Map.of("route-1", new Backlog("hub-1", QueueDepth.EMPTY)));
        gauges.authorityEnds(Map.of("hub-1", Instant.EPOCH));
        hub.received(Qos.AT_LEAST_ONCE, 10);
        hub.admitted();
        hub.noticed(Reason.SUBSCRIBER_TOO_SLOW, 1);
        hub.queued("route-1", 1);
        hub.conditionFailed("route-1");
        hub.committed(1);
    }

    private String text(Map<String, Integer> connections, Map<String, Integer> connectedDevices) {
        Map<String, Map<String, Long>> lostEvents = connections.isEmpty() ? Map.of() : LOST_EVENTS;
        return metrics.text(
                Map.of("mqtt", OPEN, "coap", OF_OBJECTS),
                Map.of("mqtt", connections, "coap", Map.of("hub-2", 2)),
                connectedDevices,
                lostEvents,
                gauges,
                Instant.now().plusSeconds(3_600));
    }

    @Test
    void unknownHub_isCalledThat() {
        metrics.of(HubMetrics.UNKNOWN_HUB).refused(Reason.UNIDENTIFIED);

        assertThat(text(Map.of(), Map.of()))
                .contains("axletree_connects_total{hub=\"unknown\",outcome=\"unidentified\",protocol=\"mqtt\"} 1.0\n");
    }

    @Test
    void forgottenHub_isNotShown() {
        metrics.of("hub-1").admitted();
        metrics.forget("hub-1");

        assertThat(text(Map.of(), Map.of())).doesNotContain("hub-1");
    }
}
