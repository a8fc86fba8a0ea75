package org.axletree.verification.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.RunningHub;

/** Issue 4: what the hub has in its books on hubs and devices, from outside. */
final class Books {
    private Books() {}

    /** Packets that a device exchanged in the last hour. */
    static int packets(RunningHub hub, Fleet.Device device) {
        int packets = 0;
        for (JsonNode point : json(hub, "devices/" + device.id() + "/metrics").at("/metrics/0/points")) {
            packets += point.get(1).asInt();
        }
        return packets;
    }

    static void assertThatNobodyIsConnected(RunningHub hub, Fleet.Hub home, int devices) {
        JsonNode counts = json(hub, "hubs/" + home.id());
        assertThat(counts.path("connected_device_count").asInt(-1)).isZero();
        assertThat(counts.path("device_count").asInt()).isEqualTo(devices);
    }

    private static JsonNode json(RunningHub hub, String path) {
        return hub.api().get(path).orThrow().json();
    }
}
