package org.axletree.verification.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.Api.Answer;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.SharedAxletree;
import org.axletree.verification.web.DescribedOperations.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Issue 4: what the bearer of a token may see and do, and what the audit log tells of it. */
@ExtendWith(SharedAxletree.class)
class ApiTokensIT {
    /** What is asked for, by the last word of the path: good enough for the answer to be about what it is asked of. */
    private static final Map<String, String> BODIES = Map.of(
            "{hub_id}", "{\"name\":\"taken\"}",
            "{route_id}", "{\"name\":\"taken\"}",
            "{device_id}", "{\"description\":\"taken\"}",
            "{document_name}", "{\"data\":{}}",
            "lwm2m", "{\"operation\":\"read\",\"path\":\"/3/0/0\"}",
            "explain", "{\"device_id\":\"00000000-0000-0000-0000-000000000000\",\"topic\":\"a\"}",
            "ca", "{\"ca_cert_pem\":\"x\",\"challenge_cert_pem\":\"x\"}",
            "proof", "{\"challenge\":\"x\",\"signature\":\"eA==\"}",
            "imports", "{\"source\":\"azure\",\"devices\":[]}");

    /** What makes each of them good enough to come as far as the caller's role. */
    private static final Map<String, String> GOOD_BODIES = Map.of(
            "hubs", "{\"name\":\"taken\"}",
            "jms-users", "{\"name\":\"taken\"}",
            "tokens", "{\"name\":\"taken\",\"scope\":\"administrator\"}",
            "users", "{\"name\":\"taken\",\"role\":\"administrator\"}",
            "{user_id}", "{\"role\":\"administrator\",\"enabled\":true}");

    /** What an operator changes nothing of: the hubs themselves, and whoever may come in. */
    private static final Pattern NOT_AN_OPERATORS = Pattern.compile(
            "/regions/\\{region}/hubs(/delete|/\\{hub_id}(/enable|/disable|/ca)?)?|/regions/\\{region}/jms-users.*"
                    + "|/(tokens|users|snapshots).*");

    /** What nobody but an administrator sees. */
    private static final Pattern AN_ADMINISTRATORS = Pattern.compile("/(tokens|users|snapshots).*");

    /** What changes nothing although it is sent by POST. */
    private static final Pattern A_QUESTION = Pattern.compile(".*/explain(-login)?");

    /** The end of a route, which changes by itself. */
    private static final Pattern COUNTS_OF_A_ROUTE = Pattern.compile(",\"delivery\":.*");

    private final Fleet fleet;
    private final Api administrator;

    ApiTokensIT(AxletreeProcess hub) {
        this.fleet = hub.fleet();
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

    /** Questions change nothing. A login that is tried is none: it tells whether a password is right. */
    @Test
    void readOnlyToken_asksWhatWouldBecomeOfAMessage_andTriesNoLogin() {
        Api reader = administrator.withToken(secret("{\"name\":\"reader\",\"scope\":\"read_only\"}"));
        Fleet.Device device = fleet.device(fleet.hub());

        assertThat(reader.post(
                                "hubs/" + device.hub().id() + "/explain",
                                "{\"device_id\":\"" + device.id() + "\",\"topic\":\"a\"}")
                        .status())
                .isEqualTo(200);
        assertThat(reader.post("explain-login", "{\"device_id\":\"" + device.id() + "\"}")
                        .status())
                .isEqualTo(404); // nothing of it was refused
        Answer tried = reader.post("explain-login", "{\"username\":\"" + device.id() + "\",\"password\":\"x\"}");
        assertDenied(tried);
        assertThat(tried.json().path("message").asText())
                .contains("your role may not try passwords (expected: ", "; or device_id alone, ");
    }

    /** A trial run changes nothing. Whatever is not plainly one is an import. */
    @Test
    void readOnlyToken_triesAnImport_andTakesNobodyOver() {
        String project = Fleet.unique("project");
        String hub = made("hubs", "{\"name\":\"tried\",\"project_id\":\"" + project + "\"}", "/id");
        Api reader = administrator.withToken(
                secret("{\"name\":\"reader\",\"scope\":\"read_only\",\"project_id\":\"" + project + "\"}"));
        String path = "hubs/" + hub + "/imports";
        String device = "\"source\":\"csv\",\"devices\":[{\"name\":\"lamp\"}]}";

        assertThat(reader.post(path, "{\"dry_run\":true," + device)
                        .orThrow()
                        .json()
                        .at("/created/0/name")
                        .asText())
                .isEqualTo("lamp");
        assertDenied(reader.post(path, "{" + device));
        assertDenied(reader.post(path, "{\"dry_run\":false," + device));
        assertDenied(reader.post(path, "{\"dry_run\":null," + device));
        assertDenied(reader.post(path, "{\"dry_run\":\"true\"," + device));
        assertDenied(reader.post(path + "/", "{\"dry_run\":true," + device));
        assertDenied(reader.patch(path, "{\"dry_run\":true," + device));
        assertThat(administrator
                        .get("devices?hub_id=" + hub)
                        .json()
                        .path("total_count")
                        .asInt())
                .isZero();
        assertThat(administrator
                        .post(path, "{\"dry_run\":false," + device)
                        .json()
                        .at("/created/0/name")
                        .asText())
                .isEqualTo("lamp");
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
        assertThat(entry.path("by").asText()).isEqualTo("token");
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

    /** Insecure direct object references: every operation that the API's document has, with the ids of another project. */
    @ParameterizedTest
    @ValueSource(strings = {"project", "read_only"})
    void whatIsAnothers_isNotThere_forAnyOperation(String scope) {
        Map<String, String> others = idsOf(Fleet.unique("other"));
        Map<String, String> madeUp = new HashMap<>(others);
        madeUp.replaceAll((name, id) -> id.length() == 36 ? UUID.randomUUID().toString() : id);
        List<String> before = looksOf(others);
        Api thief = administrator.withToken(secret(
                "{\"name\":\"thief\",\"scope\":\"" + scope + "\",\"project_id\":\"" + Fleet.unique("project") + "\"}"));

        for (Operation operation : DescribedOperations.all()) {
            if (operation.concernsOne()) {
                Answer answer = asked(thief, operation, others);
                Answer toMadeUp = asked(thief, operation, madeUp);
                assertThat(answer.status()).as(operation + ": " + answer.text()).isBetween(400, 499);
                assertThat(withoutIds(answer)).as(operation.toString()).isEqualTo(withoutIds(toMadeUp));
            }
        }
        assertThat(looksOf(others)).isEqualTo(before);
    }

    /** Every operation that the API's document has, on things that the caller sees, with each role that may not do everything. */
    @ParameterizedTest
    @ValueSource(strings = {"operator", "read_only"})
    void whatIsBeyondARole_isDenied_forAnyOperation(String scope) {
        String project = Fleet.unique("project");
        Map<String, String> things = idsOf(project);
        String person = Fleet.unique("person");
        things.put(
                "user_id",
                made(
                        "/iot/v1/users",
                        "{\"name\":\"" + person + "\",\"role\":\"read_only\",\"project_ids\":[]}",
                        "/user/id"));
        List<String> before = looksOf(things);
        String hub = nameAndState(things);
        Api caller = administrator.withToken(
                secret("{\"name\":\"" + scope + "\",\"scope\":\"" + scope + "\",\"project_id\":\"" + project + "\"}"));
        boolean operates = scope.equals("operator");

        for (Operation operation : DescribedOperations.all()) {
            boolean reads = operation.method().equals("GET");
            boolean beyond = reads
                    ? AN_ADMINISTRATORS.matcher(operation.path()).matches()
                    : !operates && !A_QUESTION.matcher(operation.path()).matches()
                            || NOT_AN_OPERATORS.matcher(operation.path()).matches();
            if (beyond) {
                assertDenied(asked(caller, operation, things));
            } else if (!reads && operation.method().equals("POST")) {
                Answer answer = asked(caller, operation, things);
                assertThat(answer.status()).as(operation + ": " + answer.text()).isNotIn(401, 403, 500);
            }
        }

        assertThat(nameAndState(things)).isEqualTo(hub);
        assertThat(administrator.get("/iot/v1/users/" + things.get("user_id")).status())
                .isEqualTo(200);
        if (!operates) {
            assertThat(looksOf(things)).isEqualTo(before);
        }
        administrator.delete("/iot/v1/users/" + things.get("user_id"));
    }

    @Test
    void nothingOfOnesOwn_isLinkedToWhatIsAnothers() {
        Map<String, String> others = idsOf(Fleet.unique("other"));
        List<String> before = looksOf(others);
        Api thief = administrator.withToken(secret(
                "{\"name\":\"thief\",\"scope\":\"project\",\"project_id\":\"" + Fleet.unique("project") + "\"}"));
        String own = thief.post("hubs", "{\"name\":\"own\"}")
                .orThrow()
                .json()
                .path("id")
                .asText();
        String device = thief.post("devices", "{\"name\":\"own\",\"hub_id\":\"" + own + "\"}")
                .orThrow()
                .json()
                .at("/device/id")
                .asText();
        String itsHub = "\"hub_id\":\"" + others.get("hub_id") + "\"";
        String itsDevice = "\"device_id\":\"" + others.get("device_id") + "\"";

        Map<String, String> asked = Map.of(
                "devices",
                "{\"name\":\"x\"," + itsHub + "}",
                "routes",
                "{\"name\":\"x\",\"topic\":\"#\",\"jms_config\":{\"queue_name\":\"x\"}," + itsHub + "}",
                "networks",
                "{\"name\":\"x\",\"type\":\"rest\",\"topic_prefix\":\"x\"," + itsHub + "}",
                "hubs/delete",
                "{\"hub_ids\":[\"" + own + "\",\"" + others.get("hub_id") + "\"],\"delete_devices\":true}",
                "devices/delete",
                "{\"device_ids\":[\"" + device + "\",\"" + others.get("device_id") + "\"]}",
                "explain-login",
                "{" + itsDevice + "}",
                "hubs/" + own + "/explain",
                "{\"topic\":\"x\"," + itsDevice + "}");
        asked.forEach((path, body) ->
                assertThat(thief.post(path, body).status()).as(path).isEqualTo(404));
        assertThat(thief.patch("devices/" + device, "{" + itsHub + "}").status())
                .isEqualTo(404);
        for (String list : List.of("devices", "routes", "networks")) {
            assertThat(thief.get(list + "?hub_id=" + others.get("hub_id"))
                            .orThrow()
                            .json()
                            .path("total_count")
                            .asInt(-1))
                    .as(list)
                    .isZero();
        }
        assertThat(thief.get("devices/" + device).status()).isEqualTo(200);
        assertThat(looksOf(others)).isEqualTo(before);
    }

    /** Something of every kind that has an id, in a project. */
    private Map<String, String> idsOf(String project) {
        String hub = made("hubs", "{\"name\":\"" + project + "\",\"project_id\":\"" + project + "\"}", "/id");
        String inHub = ",\"hub_id\":\"" + hub + "\"}";
        JsonNode device = administrator
                .post("devices", "{\"name\":\"d\"" + inHub)
                .orThrow()
                .json();
        String deviceId = device.at("/device/id").asText();
        String queue = Fleet.unique("queue").replace('-', '_');
        String token = "{\"name\":\"theirs\",\"scope\":\"project\",\"project_id\":\"" + project + "\"}";
        String document = "twins/" + deviceId + "/documents/doc";
        administrator
                .send("PUT", document, HttpRequest.BodyPublishers.ofString("{\"data\":{\"a\":1}}"))
                .orThrow();
        String route = "{\"name\":\"r\",\"topic\":\"a\",\"jms_config\":{\"queue_name\":\"" + queue + "\"}" + inHub;
        String network = "{\"name\":\"n\",\"type\":\"rest\",\"topic_prefix\":\"n\"" + inHub;
        String user = "{\"name\":\"" + queue + "\",\"project_id\":\"" + project + "\"}";
        Map<String, String> ids = new HashMap<>();
        ids.put("region", "fr-par");
        ids.put("hub_id", hub);
        ids.put("device_id", deviceId);
        ids.put("twin_id", deviceId);
        ids.put("document_name", "doc");
        ids.put("route_id", made("routes", route, "/id"));
        ids.put("letter_id", UUID.randomUUID().toString());
        ids.put("network_id", made("networks", network, "/network/id"));
        ids.put("jms_user_id", made("jms-users", user, "/jms_user/id"));
        ids.put("token_id", made("/iot/v1/tokens", token, "/token/id"));
        ids.put("certificate", "{\"certificate_pem\":" + device.at("/certificate/crt") + "}");
        return ids;
    }

    private String made(String path, String json, String id) {
        String made = administrator.post(path, json).orThrow().json().at(id).asText();
        assertThat(made).as(path).hasSize(36);
        return made;
    }

    private List<String> looksOf(Map<String, String> ids) {
        return Stream.of(
                        "hubs/" + ids.get("hub_id"),
                        "devices/" + ids.get("device_id"),
                        "twins/" + ids.get("twin_id") + "/documents/doc",
                        "routes/" + ids.get("route_id"),
                        "networks/" + ids.get("network_id"),
                        "jms-users/" + ids.get("jms_user_id"))
                .map(path -> COUNTS_OF_A_ROUTE
                        .matcher(administrator.get(path).orThrow().text())
                        .replaceAll(""))
                .toList();
    }

    private String nameAndState(Map<String, String> things) {
        JsonNode hub =
                administrator.get("hubs/" + things.get("hub_id")).orThrow().json();
        return hub.path("name") + " " + hub.path("status") + " " + hub.path("has_custom_ca");
    }

    private static Answer asked(Api api, Operation operation, Map<String, String> parameters) {
        String word = operation.path().substring(operation.path().lastIndexOf('/') + 1);
        String body = word.equals("certificate")
                ? parameters.get(word)
                : BODIES.getOrDefault(word, GOOD_BODIES.getOrDefault(word, "{}"));
        if (operation.path().endsWith("/hubs/delete")) {
            body = "{\"hub_ids\":[\"" + parameters.get("hub_id") + "\"],\"delete_devices\":true}";
        }
        return api.send(
                operation.method(),
                operation.pathWith(parameters) + (word.equals("file") ? "?name=sessions/CURRENT" : ""),
                operation.method().equals("GET") || operation.method().equals("DELETE")
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body));
    }

    private static String withoutIds(Answer answer) {
        return answer.status() + " " + answer.text().replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID");
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
