package org.axletree.verification.scaleway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.axletree.core.outcome.Reason;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.Fleet.Hub;
import org.axletree.verification.harness.MqttLine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** K2 and K4 with limits that are soon reached; B15 and the counts of A after {@code kill -9}, which comes last. */
class CrashRowsIT {
    private static final RowTable TABLE = new RowTable();
    private static final Axletree INSTALLATION =
            Axletree.fresh().withLimit("DEVICES_PER_HUB", 2).withLimit("STORAGE_BYTES_PER_HUB", 1_000_000);

    private static AxletreeProcess process;
    private static Device device;

    @BeforeAll
    static void start() {
        process = INSTALLATION.start();
        device = process.fleet().insecureDevice(process.fleet().hub());
        process.fleet().device(device.hub());
    }

    @AfterAll
    static void end() {
        process.close();
        TABLE.print();
    }

    @TestFactory
    Stream<DynamicTest> rows() {
        return Stream.of(
                        new Row(
                                "K2",
                                "room for retained and waiting messages of a hub: refused, told, healthy",
                                this::k2),
                        new Row("K4", "devices of a hub: one too many is refused", this::k4),
                        new Row("B15", "after kill -9 nobody is connected, and counts and twins are right", this::b15))
                .map(TABLE::test);
    }

    private void k2() {
        Fixture it = new Fixture(process);
        Hub hub = it.fleet.hub();
        String fifth = "x".repeat(200_000);
        try (MqttLine line = MqttLine.plain(process).open(it.fleet.insecureDevice(hub))) {
            for (int i = 0; i < 6; i++) {
                line.retain("kept/" + i, fifth);
            }
            assertThat(it.event(hub, Reason.STORAGE_EXCEEDED.label())
                            .path("packet")
                            .asText())
                    .startsWith("PUBLISH kept/");
            assertThat(line.subscribe("#")).containsExactly(1);
            int kept = 0;
            while (line.message(Fixture.PATIENCE).orElseThrow().text().equals(fifth)) {
                if (++kept == 1) {
                    // Comes after all that is retained.
                    line.publish("end", "end");
                }
            }
            assertThat(kept).isBetween(1, 5);
            assertThat(line.isAlive()).isTrue();
        }
        assertThat(it.api.get("/health/ready").status()).isEqualTo(200);
    }

    private void k4() {
        JsonNode refused = process.api()
                .post(
                        "devices",
                        "{\"name\":\"third\",\"hub_id\":\"" + device.hub().id() + "\"}")
                .json();
        assertThat(refused.path("type").asText()).isEqualTo("quotas_exceeded");
        assertThat(refused.at("/details/0/quota").asInt()).isEqualTo(2);
    }

    private void b15() {
        try (MqttLine line = MqttLine.plain(process).open(device)) {
            assertThat(line.subscribe("a")).containsExactly(1);
            line.publishAndWait("$SCW/twins/me/state/put", "{\"data\":{\"acknowledged\":true}}");
            process.kill9();
        }
        process = INSTALLATION.start();
        Fixture it = new Fixture(process);
        assertThat(it.isConnected(device)).isFalse();
        assertThat(it.api.text("twins/" + device.id() + "/documents/state")).contains("{\"acknowledged\":true}");
        JsonNode hub = it.hub(device.hub());
        assertThat(hub.path("connected_device_count").asInt(-1)).isZero();
        assertThat(hub.path("device_count").asInt()).isEqualTo(2);
        assertThat(it.api
                        .get("/iot/v1/audit?resource_id=" + device.id())
                        .orThrow()
                        .json()
                        .at("/entries")
                        .findValuesAsText("who"))
                .contains("admin-token");
    }
}
