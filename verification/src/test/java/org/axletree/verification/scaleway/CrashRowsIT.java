package org.axletree.verification.scaleway;

import static org.assertj.core.api.Assertions.assertThat;

import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.MqttLine;
import org.junit.jupiter.api.Test;

/** K4 and B15 of clouds.md, and the counts of A: after {@code kill -9}, too. */
class CrashRowsIT {

    @Test
    void afterACrash_countsAreRight_andNobodyIsConnected() {
        Axletree installation = Axletree.fresh().withLimit("DEVICES_PER_HUB", 2);
        Device device;
        try (AxletreeProcess first = installation.start()) {
            device = first.fleet().insecureDevice(first.fleet().hub());
            first.fleet().device(device.hub());
            String third = "{\"name\":\"third\",\"hub_id\":\"" + device.hub().id() + "\"}";
            assertThat(first.api().post("devices", third).json().path("type").asText())
                    .isEqualTo("quotas_exceeded");
            try (MqttLine line = MqttLine.plain(first).open(device)) {
                assertThat(line.subscribe("a")).containsExactly(1);
                first.kill9();
            }
        }
        try (AxletreeProcess second = installation.start()) {
            Api api = second.api();
            assertThat(api.get("devices/" + device.id())
                            .json()
                            .path("is_connected")
                            .asBoolean(true))
                    .isFalse();
            var hub = api.get("hubs/" + device.hub().id()).orThrow().json();
            assertThat(hub.path("connected_device_count").asInt(-1)).isZero();
            assertThat(hub.path("device_count").asInt()).isEqualTo(2);
            assertThat(api.get("/iot/v1/audit?resource_id=" + device.id())
                            .orThrow()
                            .json()
                            .at("/entries")
                            .findValuesAsText("who"))
                    .contains("admin");
        }
    }
}
