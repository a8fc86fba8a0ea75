package org.axletree.verification.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people and programs do to devices is in the audit log, and not what the messages say. */
@ExtendWith(SharedAxletree.class)
class DeedsIT {
    private final AxletreeProcess hub;

    DeedsIT(AxletreeProcess hub) {
        this.hub = hub;
    }

    @Test
    void commands_sessionsThatEnd_andRetainedMessagesThatAreDeleted_areInTheAuditLog() {
        Fleet.Device device = hub.fleet().insecureDevice(hub.fleet().hub());
        String sessions = "devices/" + device.id() + "/sessions";
        try (MqttLine line = MqttLine.plain(hub)) {
            assertThat(line.connectToStay(device)).isZero();
            line.retain("kept/1", "pa55word");
            hub.api()
                    .post("devices/" + device.id() + "/commands", "{\"topic\":\"valve\",\"payload\":\"pa55word\"}")
                    .orThrow();
            hub.api().post(sessions + "/disconnect", "{}").orThrow();
        }
        hub.api().delete(sessions).orThrow();
        String retained = "hubs/" + device.hub().id() + "/retained?topic_filter=";
        hub.api().delete(retained + "kept/%23").orThrow();
        hub.api().delete(retained + "nothing/here").orThrow();

        assertThat(entries("resource_id=" + device.id() + "&resource=command"))
                .singleElement()
                .asString()
                .startsWith("sent command ");
        assertThat(entries("resource_id=" + device.id() + "&resource=session"))
                .containsExactly("ended session {\"count\":1}", "disconnected session {\"count\":1}");
        assertThat(entries("hub_id=" + device.hub().id() + "&resource=retained"))
                .containsExactly("deleted retained {\"count\":1,\"topic_filter\":\"kept/#\"}");
    }

    /** The newest first. */
    private List<String> entries(String query) {
        JsonNode answer = hub.api().get("/iot/v1/audit?" + query).orThrow().json();
        List<String> entries = new ArrayList<>();
        for (JsonNode entry : answer.path("entries")) {
            assertThat(entry.path("who").asText()).isEqualTo("admin-token");
            assertThat(entry.toString()).doesNotContain("pa55word");
            JsonNode what = entry.path(entry.path("after").isEmpty() ? "before" : "after");
            entries.add(entry.path("action").asText() + " "
                    + entry.path("resource").asText() + " " + what.toString().replace("\"1\"", "1"));
        }
        return entries;
    }
}
