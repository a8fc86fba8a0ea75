package org.axletree.verification.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.Api.Answer;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Clouds;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Fleet.Hub;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Issue 2: whatever is wrong with a request gets a typed answer and leaves the server undisturbed. */
@ExtendWith(SharedAxletree.class)
class ApiErrorsIT {
    private final AxletreeProcess hub;
    private final Api api;
    private final Fleet fleet;

    ApiErrorsIT(AxletreeProcess hub) {
        this.hub = hub;
        this.api = hub.api();
        this.fleet = hub.fleet();
    }

    @AfterEach
    void server_isUndisturbed() {
        assertThat(api.get("hubs").status()).isEqualTo(200);
        assertThat(api.get("/health/ready").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong", "00000000-0000-0000-0000-000000000000"})
    void wrongToken_isDenied(String token) {
        Answer answer = api.withToken(token).get("hubs");
        assertError(answer, 401, "denied_authentication");
        assertThat(answer.json().path("method").asText()).isNotEmpty();
        assertThat(answer.json().path("reason").asText()).isNotEmpty();
    }

    @Test
    void tokenOfTheRightLength_butOtherwiseWrong_isDenied() {
        String token = hub.adminToken();
        char last = token.charAt(token.length() - 1);
        String other = token.substring(0, token.length() - 1) + (last == 'x' ? 'y' : 'x');
        assertError(api.withToken(other).get("hubs"), 401, "denied_authentication");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"name\":}", "[]", "\"text\"", "not json", ""})
    void malformedJson_isInvalid(String body) {
        assertError(api.post("hubs", body), 400, "invalid_arguments");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name':'x','product_plan':'plan_golden'} | product_plan",
                "{'name':7,'product_plan':'plan_shared'}   | name",
                "{'product_plan':'plan_shared'}            | name",
                "{'name':'','product_plan':'plan_shared'}  | name"
            })
    void wrongFieldOfAHub_isNamed(String body, String field) {
        assertInvalidArgument(api.post("hubs", body.replace('\'', '"')), field);
    }

    @Test
    void nameTooLong_isInvalid() {
        Hub home = fleet.hub();
        String name = "n".repeat(256);
        assertInvalidArgument(
                api.post("hubs", "{\"name\":\"" + name + "\",\"product_plan\":\"plan_dedicated\"}"), "name");
        assertInvalidArgument(
                api.post("devices", "{\"name\":\"" + name + "\",\"hub_id\":\"" + home.id() + "\"}"), "name");
    }

    @Test
    void secondDeviceOfTheSameName_isRefused() {
        Hub home = fleet.hub();
        String name = Fleet.unique("twin");
        fleet.device(home, name, "");
        Answer second = api.post("devices", "{\"name\":\"" + name + "\",\"hub_id\":\"" + home.id() + "\"}");
        assertThat(second.status() / 100).isEqualTo(4);
        assertThat(second.json().path("type").asText()).isNotEmpty();
        assertThat(second.text()).contains("name");
        assertThat(api.get("devices?hub_id=" + home.id())
                        .json()
                        .path("total_count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void unknownHub_isNotFound() {
        String id = UUID.randomUUID().toString();
        for (Answer answer :
                new Answer[] {api.get("hubs/" + id), api.delete("hubs/" + id), api.get("hubs/" + id + "/ca")}) {
            assertError(answer, 404, "not_found");
            assertThat(answer.json().path("resource_id").asText()).isEqualTo(id);
        }
        assertThat(api.post("devices", "{\"name\":\"x\",\"hub_id\":\"" + id + "\"}")
                        .status())
                .isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page_size=0",
                "page_size=101",
                "page_size=-1",
                "page_size=ten",
                "page=0",
                "page=-1",
                "order_by=colour",
                "order_by=name"
            })
    void wrongPage_isInvalid(String query) {
        assertInvalidArgument(api.get("hubs?" + query), query.replaceAll("=.*", ""));
    }

    @Test
    void unknownDeviceField_isAnswered() {
        Hub home = fleet.hub();
        Answer answer = api.post(
                "devices",
                "{\"name\":\"x\",\"hub_id\":\"" + home.id()
                        + "\",\"message_filters\":{\"publish\":{\"policy\":\"sometimes\",\"topics\":[]}}}");
        assertError(answer, 400, "invalid_arguments");
        assertThat(answer.text()).contains("policy").contains("sometimes");
    }

    @Test
    void invalidTopicOfARoute_isInvalid() {
        Hub home = fleet.hub();
        Answer answer = api.post(
                "routes",
                "{\"name\":\"x\",\"hub_id\":\"" + home.id()
                        + "\",\"topic\":\"a/#/b\",\"jms_config\":{\"queue_name\":\"q\"}}");
        assertInvalidArgument(answer, "topic");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/iot/v1/regions/fr-par/nothing", "/iot/v2/regions/fr-par/hubs", "/iot", "/iot/v1/regions"})
    void unknownPath_isTyped(String path) {
        Answer answer = api.get(path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("type").asText()).isEqualTo("not_found");
    }

    /** Programs of Azure's SDKs ask for more than there is, and are told so in their words. */
    @Test
    void pathOfAzureThatIsNotServed_isTypedAsAzureDoes() {
        Clouds clouds = new Clouds(hub, fleet.hub());
        for (String path : List.of("/jobs/v2/create", "/configurations/one", "/modules/query", "/devices/a/files/b")) {
            assertThat(clouds.ask("POST", path, "{}"))
                    .as(path)
                    .startsWith("HTTP/1.1 404")
                    .contains("\"Message\":\"ErrorCode:NotFound;404000;");
        }
    }

    @Test
    void wrongMethod_isTyped() {
        Answer answer = api.send("PUT", "hubs", HttpRequest.BodyPublishers.ofString("{}"));
        assertError(answer, 405, "method_not_allowed");
        assertThat(answer.header("Allow")).contains("GET");
        assertError(api.send("DELETE", "hubs", HttpRequest.BodyPublishers.ofString("{}")), 405, "method_not_allowed");
    }

    /** Clients that always send a body send one with DELETE as well: it says nothing (RFC 9110 section 9.3.5). */
    @Test
    void bodyOfADelete_isNotLookedAt() {
        String hubId = fleet.hub().id();
        assertThat(api.send("DELETE", "hubs/" + hubId, HttpRequest.BodyPublishers.ofString("{}"))
                        .status())
                .isEqualTo(204);
        assertError(api.get("hubs/" + hubId), 404, "not_found");
    }

    @Test
    void answerInAnotherForm_isTyped() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(hub.http("/iot/v1/regions/fr-par/hubs"))
                .header("X-Auth-Token", hub.adminToken())
                .header("Accept", "text/plain")
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertError(new Answer(answer.statusCode(), answer.body(), answer), 406, "invalid_request");
    }

    @Test
    void limitReached_isTyped() {
        String inAProject =
                "{\"name\":\"h\",\"project_id\":\"" + Fleet.unique("p") + "\",\"product_plan\":\"plan_shared\"}";
        for (int i = 0; i < 5; i++) {
            api.post("hubs", inAProject).orThrow();
        }
        Answer sixth = api.post("hubs", inAProject);
        assertError(sixth, 403, "quotas_exceeded");
        JsonNode detail = sixth.json().at("/details/0");
        assertThat(detail.path("quota").asInt()).isEqualTo(5);
        assertThat(detail.path("current").asInt()).isEqualTo(5);
        assertThat(detail.path("resource").asText()).isNotEmpty();
    }

    @Test
    void hubWithDevices_isNotDeletedByAccident() {
        Hub home = fleet.hub();
        fleet.device(home);
        assertError(api.delete("hubs/" + home.id()), 412, "precondition_failed");
        assertThat(api.delete("hubs/" + home.id() + "?delete_devices=true").status())
                .isEqualTo(204);
    }

    @Test
    void body100MB_announced_isRefusedWithoutReadingIt() throws IOException {
        String answer = sendBody("Content-Length: 104857600\r\n\r\n", 0);
        assertThat(answer).startsWith("HTTP/1.1 413").contains("\"type\"");
    }

    @Test
    void body100MB_inChunks_isRefusedWhileItComes() throws IOException {
        String answer = sendBody("Transfer-Encoding: chunked\r\n\r\n", 100);
        assertThat(answer).startsWith("HTTP/1.1 413").contains("\"type\"");
    }

    private static void assertInvalidArgument(Answer answer, String argument) {
        assertError(answer, 400, "invalid_arguments");
        JsonNode detail = answer.json().at("/details/0");
        assertThat(detail.path("argument_name").asText()).contains(argument);
        assertThat(detail.path("reason").asText()).isIn("unknown", "required", "format", "constraint");
        assertThat(detail.path("help_message").asText()).isNotEmpty();
    }

    private static void assertError(Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        // To the letter: Scaleway's SDK for Go takes nothing else for a typed error.
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.json().path("type").asText()).isEqualTo(type);
        assertThat(answer.text()).doesNotContain("Exception").doesNotContain("\tat ");
    }

    /** Sends a request whose body never ends well: only its head, or so many chunks of one megabyte. */
    private String sendBody(String headers, int megabytes) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", hub.http("/").getPort()), 60_000);
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /iot/v1/regions/fr-par/hubs HTTP/1.1\r\nHost: localhost\r\nX-Auth-Token: "
                            + hub.adminToken() + "\r\nContent-Type: application/json\r\n" + headers)
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            byte[] megabyte = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            try {
                for (int i = 0; i < megabytes; i++) {
                    out.write("100000\r\n".getBytes(StandardCharsets.US_ASCII));
                    out.write(megabyte);
                    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException closedByTheServer) {
                // It has said what it thinks of the body; its answer may be read all the same.
            }
            return firstBytes(socket.getInputStream());
        }
    }

    private static String firstBytes(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[4_096];
        while (text.indexOf("}") < 0) {
            int count = in.read(buffer);
            if (count < 0) {
                break;
            }
            text.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
        }
        return text.toString();
    }
}
