package org.axletree.hub.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.axletree.core.door.DoorListener;
import org.axletree.core.door.DoorStatus;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.junit.jupiter.api.Test;

final class HubMetricsTest {
    private static final DoorStatus OPEN =
            new DoorStatus(DoorStatus.State.OPEN, "", 7, 5, 3, 30, 1, true, 11, 12, Map.of(DoorListener.MQTT, 1883));

    private final HubMetrics metrics = new HubMetrics();

    @Test
    void text_showsEveryCounterOfAHub() {
        HubTraffic hub = metrics.of("hub-1");
        hub.received(Qos.AT_LEAST_ONCE, 10);
        hub.received(Qos.AT_LEAST_ONCE, 5);
        hub.admitted();
        hub.refused(Reason.MUTUAL_TLS_REQUIRED);
        hub.unauthorized();
        hub.noticed(Reason.KEEP_ALIVE_TIMEOUT, 3);
        hub.queued("route-1", 64);

        assertThat(metrics.text(OPEN, Map.of("hub-1", 3), Instant.now().plusSeconds(3600)))
                .contains(
                        "axletree_messages_received_total{hub=\"hub-1\",qos=\"1\"} 2.0\n",
                        "axletree_message_bytes_total{hub=\"hub-1\"} 15.0\n",
                        "axletree_connects_total{hub=\"hub-1\",outcome=\"admitted\"} 1.0\n",
                        "axletree_connects_total{hub=\"hub-1\",outcome=\"mutual_tls_required\"} 1.0\n",
                        "axletree_messages_dropped_total{hub=\"hub-1\",reason=\"topic_unauthorized\"} 1.0\n",
                        "axletree_notices_total{hub=\"hub-1\",reason=\"keep_alive_timeout\"} 3.0\n",
                        "axletree_route_messages_total{hub=\"hub-1\",route=\"route-1\"} 64.0\n",
                        "axletree_connected_devices{hub=\"hub-1\"} 3.0\n",
                        "axletree_connections{protocol=\"mqtt\"} 7.0\n",
                        "axletree_lanes_saturated{door=\"mqtt\"} 1.0\n",
                        "# TYPE axletree_certificate_expiry_seconds gauge\n");
    }

    @Test
    void unknownHub_isCalledThat() {
        metrics.of(HubMetrics.UNKNOWN_HUB).refused(Reason.UNIDENTIFIED);

        assertThat(metrics.text(OPEN, Map.of(), Instant.now()))
                .contains("axletree_connects_total{hub=\"unknown\",outcome=\"unidentified\"} 1.0\n");
    }

    @Test
    void forgottenHub_isNotShown() {
        metrics.of("hub-1").admitted();
        metrics.forget("hub-1");

        assertThat(metrics.text(OPEN, Map.of(), Instant.now())).doesNotContain("hub-1");
    }
}
