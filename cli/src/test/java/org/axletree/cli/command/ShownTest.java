package org.axletree.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class ShownTest {

    @Test
    void event_saysWhomItIsAbout_byNameOrElseByIdentifier() {
        JsonArray shown = Shown.events(
                array(
                        """
                        [{"object-type":"device","object-id":"d1","object-name":""},
                         {"object-type":"device","object-id":"d2","object-name":"new"},
                         {"object-type":"device","object-id":"unknown","object-name":""},
                         {"object-type":"route","object-id":"r1","object-name":""}]
                        """),
                id -> "name of " + id);

        assertThat(shown.getValuesAs(event -> event.asJsonObject().getString("object-name")))
                .containsExactly("name of d1", "new", "unknown", "r1");
    }

    @Test
    void metric_hasItsLatestNumberAndTheSum() {
        assertThat(Shown.metrics(
                                array(
                                        """
                                [{"name":"messages","points":[["2026-01-01T00:00:00Z",2],["2026-01-01T00:01:00Z",3.5]],"metadata":{}},
                                 {"name":"none","points":[],"metadata":{}}]
                                """))
                        .toString())
                .isEqualTo("[{\"name\":\"messages\",\"latest\":3.5,\"at\":\"2026-01-01T00:01:00Z\",\"sum\":5.5},"
                        + "{\"name\":\"none\",\"sum\":0}]");
    }

    @Test
    void payload_isTextWhereItIs_andElseSaysThatItIsBase64() {
        assertThat(payload("on ä".getBytes(StandardCharsets.UTF_8), false, "table"))
                .isEqualTo("on ä");
        assertThat(payload(new byte[] {0, 1}, false, "table")).isEqualTo("base64:AAE=");
        assertThat(payload("\u001B[2J".getBytes(StandardCharsets.UTF_8), false, "table"))
                .as("what a terminal would obey")
                .startsWith("base64:");
        assertThat(payload(new byte[] {'a', (byte) 0xC3}, true, "table"))
                .as("cut inside a character")
                .isEqualTo("a…");
        byte[] much = "x".repeat(100).getBytes(StandardCharsets.UTF_8);
        assertThat(payload(much, false, "table")).isEqualTo("x".repeat(60) + "…");
        assertThat(payload(much, false, "wide")).isEqualTo("x".repeat(100));
    }

    private static String payload(byte[] payload, boolean cut, String format) {
        return Shown.retained(
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("payload", Base64.getEncoder().encodeToString(payload))
                                        .add("is_cut", cut))
                                .build(),
                        format)
                .getJsonObject(0)
                .getString("payload");
    }

    private static JsonArray array(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readArray();
        }
    }
}
