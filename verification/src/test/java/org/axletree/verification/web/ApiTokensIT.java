package org.axletree.verification.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.Api.Answer;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Issue 4: what the bearer of a token may see and do, and what the audit log tells of it. */
@ExtendWith(SharedAxletree.class)
class ApiTokensIT {
    private final Api administrator;

    ApiTokensIT(AxletreeProcess hub) {
        this.administrator = hub.api();
    }

    @Test
    void readOnlyToken_looks_andChangesNothing() {
        Api reader = administrator.withToken(secret("{\"name\":\"reader\",\"scope\":\"read_only\"}"));

        assertThat(reader.get("hubs").status()).isEqualTo(200);
        assertThat(reader.get("/metrics").status()).isEqualTo(200);
        assertDenied(reader.post("hubs", "{\"name\":\"h\"}"));
        assertDenied(reader.patch("hubs/x", "{}"));
        assertDenied(reader.delete("hubs/x"));
        assertDenied(reader.get("/iot/v1/tokens"));
    }

    @Test
    void tokenOfAProject_hasItsOwnHubsOnly() {
        String project = Fleet.unique("project");
        Api owner = administrator.withToken(
                secret("{\"name\":\"owner\",\"scope\":\"project\",\"project_id\":\"" + project + "\"}"));
        String foreign = administrator
                .post("hubs", "{\"name\":\"foreign\"" + ",\"project_id\":\"" + Fleet.unique("other") + "\"}")
                .orThrow()
                .json()
                .path("id")
                .asText();

        JsonNode own = owner.post("hubs", "{\"name\":\"own\"}").orThrow().json();
        assertThat(own.path("project_id").asText()).isEqualTo(project);
        assertThat(owner.get("hubs").orThrow().json().path("total_count").asInt())
                .isEqualTo(1);
        assertThat(owner.get("hubs/" + foreign).status()).isEqualTo(404);
        assertThat(owner.post("hubs/" + foreign + "/disable", "{}").status()).isEqualTo(404);
        assertDenied(owner.get("/metrics"));
        assertDenied(owner.post("hubs", "{\"name\":\"h\",\"project_id\":\"elsewhere\"}"));

        JsonNode entry = administrator
                .get("/iot/v1/audit?resource_id=" + own.path("id").asText())
                .orThrow()
                .json()
                .at("/entries/0");
        assertThat(entry.path("who").asText()).isEqualTo("owner");
        assertThat(entry.path("action").asText()).isEqualTo("created");
        assertThat(entry.path("source_address").asText()).startsWith("127.0.0.1:");
        assertThat(entry.at("/after/name").asText()).isEqualTo("own");
        assertThat(owner.get("/iot/v1/audit?resource_id=" + foreign)
                        .orThrow()
                        .json()
                        .path("total_count")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void revokedToken_isDenied() {
        JsonNode created = administrator
                .post("/iot/v1/tokens", "{\"name\":\"short\",\"scope\":\"administrator\"}")
                .orThrow()
                .json();
        Api bearer = administrator.withToken(created.path("secret").asText());
        assertThat(bearer.get("hubs").status()).isEqualTo(200);

        assertThat(administrator
                        .delete("/iot/v1/tokens/" + created.at("/token/id").asText())
                        .status())
                .isEqualTo(204);

        assertThat(bearer.get("hubs").status()).isEqualTo(401);
    }

    private String secret(String token) {
        return administrator
                .post("/iot/v1/tokens", token)
                .orThrow()
                .json()
                .path("secret")
                .asText();
    }

    private static void assertDenied(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.json().path("type").asText()).isEqualTo("permissions_denied");
    }
}
