package org.axletree.verification.answers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Ran;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people and devices do wrong, and whether the first sentence that is said of it names the true cause. The table is printed. */
@ExtendWith(SharedAxletree.class)
final class FaultsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOBODY = "3f0c3e3e-0000-4000-8000-000000000000";
    private static final String SECRET = "s3cret-of-the-pump";
    private static final String KEY = base64("0123456789abcdef0123456789abcdef");
    private static final String OTHER_KEY = base64("another-key-another-key-another-");
    private static final String VERSION = "/?api-version=2021-04-12";

    private final AxletreeProcess server;
    private final Api api;
    private final Fleet fleet;
    private final Fleet.Hub hub;
    private final Fleet.Hub small;
    private final String project;
    private final String host;
    private final List<String> table = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    FaultsIT(AxletreeProcess server) {
        this.server = server;
        api = server.api();
        fleet = server.fleet();
        hub = fleet.hub();
        small = fleet.hub(Fleet.unique("small"), "plan_shared");
        host = hub.name() + ".example.com";
        project = api.get("hubs/" + hub.id()).json().get("project_id").textValue();
    }

    @Test
    void firstSentence_namesTheTrueCause() throws Exception {
        loginsOfAzure();
        loginsOfHuawei();
        loginsOfTheHubsOwn();
        messages();
        webRoutes();
        queuesAndConditions();
        otherRoutes();
        requests();
        imports();
        registrations();
        certificates();
        networks();
        tokens();
        listsAndNames();
        unreachable();
        commandsAndSchemas();
        starts();
        System.out.println("what was wrong | what was said\n" + String.join("\n", table));
        System.out.println(table.size() - wrong.size() + " of " + table.size() + " faults named by the first sentence");
        assertThat(wrong).isEmpty();
        assertThat(table).as("rows of the table").hasSizeGreaterThan(220);
    }

    /** @param cause a part of the sentence, in which the cause is named */
    private void row(String what, String cause, String said) {
        boolean named = said.lines().findFirst().orElse("").contains(cause);
        table.add((named ? "" : "NOT NAMED: ") + what + " | " + said);
        if (!named) {
            wrong.add(what + " (expected: " + cause + "): " + said);
        }
    }

    private void loginsOfAzure() throws Exception {
        long later = Instant.now().getEpochSecond() + 3_600;
        api.post(
                        "hubs/" + hub.id() + "/imports",
                        """
                        {"source":"test","devices":[
                        {"line":1,"name":"keyed","dialect":"azure","authentication":{"type":"keys","primary_key":"KEY"}},
                        {"line":2,"name":"off","dialect":"azure","enabled":false,"authentication":{"type":"keys","primary_key":"KEY"}},
                        {"line":3,"name":"thumb","dialect":"azure","authentication":{"type":"thumbprints","primary_thumbprint":"0101010101010101010101010101010101010101"}},
                        {"line":4,"name":"signed","dialect":"azure","authentication":{"type":"authority"}}]}
                        """
                                .replace("KEY", KEY))
                .orThrow();
        String own = host + "/devices/keyed";
        String good = sas(own, KEY, later, "");
        row("key of another device", "signature", azure("keyed", sas(own, OTHER_KEY, later, "")));
        row("expired token", "has expired", azure("keyed", sas(own, KEY, later - 7_200, "")));
        row("token of last year", "has expired", azure("keyed", sas(own, KEY, later - 31_536_000, "")));
        row("token of another device", "resource", azure("keyed", sas(host + "/devices/off", KEY, later, "")));
        row("token of another hub", "resource", azure("keyed", sas("other.example.com/devices/keyed", KEY, later, "")));
        row("key in the place of a token", "looks like a key", azure("keyed", KEY));
        row("connection string", "does not begin with", azure("keyed", "HostName=h;DeviceId=keyed;SharedAccessKey=k"));
        row("token without sig", "no sig", azure("keyed", "SharedAccessSignature sr=x&se=" + later));
        row("token without se", "no se", azure("keyed", "SharedAccessSignature sr=x&sig=y"));
        row("token without sr", "no sr", azure("keyed", "SharedAccessSignature sig=y&se=" + later));
        row("time in words", "cannot be read", azure("keyed", "SharedAccessSignature sr=x&sig=eQ%3D%3D&se=tomorrow"));
        row("policy that is none", "no policy", azure("keyed", sas(host, KEY, later, "&skn=nobody")));
        row("policy without the right", "right to connect", azure("keyed", sas(host, KEY, later, "&skn=service")));
        row("no token", "no token and no certificate", azure("keyed", ""));
        row("disabled device", "disabled", azure("off", sas(host + "/devices/off", KEY, later, "")));
        row("unknown device", "no device nobody", azure("nobody", good));
        row(
                "unknown hub",
                "No hub of yours is called elsewhere",
                login("keyed", "elsewhere.example.com/keyed" + VERSION, good));
        row("client identifier of another", "client identifier", login("other", host + "/keyed" + VERSION, good));
        row("token without TLS", "not encrypted", said(loginJson("keyed", host + "/keyed" + VERSION, good, "", false)));
        row(
                "token, thumbprint registered",
                "registered with a certificate",
                azure("thumb", sas(host + "/devices/thumb", KEY, later, "")));
        row(
                "token, authority registered",
                "registered with a certificate",
                azure("signed", sas(host + "/devices/signed", KEY, later, "")));
    }

    private void loginsOfHuawei() throws Exception {
        String node = Fleet.unique("node");
        String id = huawei(node, "");
        String child = huawei(Fleet.unique("child"), ",\"gateway_id\":\"" + id + "\"");
        String frozen = huawei(Fleet.unique("frozen"), "");
        api.post("/v5/iot/" + project + "/devices/" + frozen + "/freeze", "{}").orThrow();
        String hour = hour(0);
        row("huawei: wrong secret", "HMAC-SHA256", login(id + "_0_1_" + hour, id, hmac(hour, "other")));
        row("huawei: the secret itself", "HMAC-SHA256", login(id + "_0_1_" + hour, id, SECRET));
        row("huawei: digest of another hour", "HMAC-SHA256", login(id + "_0_1_" + hour, id, hmac(hour(-1), SECRET)));
        row("huawei: no password", "no password", login(id + "_0_1_" + hour, id, ""));
        row("huawei: clock behind", "5 hours behind", login(id + "_0_1_" + hour(-5), id, hmac(hour(-5), SECRET)));
        row("huawei: clock ahead", "24 hours ahead", login(id + "_0_1_" + hour(24), id, hmac(hour(24), SECRET)));
        row("huawei: time zone", "8 hours ahead", login(id + "_0_1_" + hour(8), id, hmac(hour(8), SECRET)));
        row("huawei: no form", "form", login(id, id, hmac(hour, SECRET)));
        row(
                "huawei: client identifier of another",
                "client identifier",
                login("other_0_0_" + hour, id, hmac(hour, SECRET)));
        row("huawei: sign type", "form", login(id + "_0_7_" + hour, id, hmac(hour, SECRET)));
        row("huawei: stamp in words", "form", login(id + "_0_0_today", id, hmac(hour, SECRET)));
        row("huawei: unknown", "No device has the id", login("nobody_0_0_" + hour, "nobody", hmac(hour, SECRET)));
        row(
                "huawei: not encrypted",
                "encrypted",
                said(loginJson(id + "_0_0_" + hour, id, hmac(hour, SECRET), "", false)));
        row("huawei: frozen", "frozen", login(frozen + "_0_0_" + hour, frozen, hmac(hour, SECRET)));
        row("huawei: behind a gateway", "gateway", login(child + "_0_0_" + hour, child, hmac(hour, SECRET)));
        row(
                "huawei: message of another",
                "not one of the device's own",
                message(deviceNamed(id), "$oc/devices/other/sys/messages/up", 0));
    }

    private void loginsOfTheHubsOwn() {
        row("nothing at all", "Nothing tells", login("c", "", ""));
        row("a word that is no id", "Nothing tells", login("c", "lamp", ""));
        row("an id that nobody has", "No device has the id", login("c", NOBODY, ""));
        String strict = fleet.device(hub).id();
        row("strict device by its id", "certificate only", login("c", strict, ""));
        row("strict device without TLS", "certificate only", said(loginJson("c", strict, "", "", false)));
        JsonNode gone = created("gone");
        api.delete("devices/" + gone.at("/device/id").textValue()).orThrow();
        row(
                "deleted device by its id",
                "No device has the id",
                login("c", gone.at("/device/id").textValue(), ""));
        row(
                "deleted device by its certificate",
                "no device of the hub is called gone",
                said(loginJson("c", "", "", gone.at("/certificate/crt").textValue(), true)));
        String off = fleet.insecureDevice(hub).id();
        api.post("devices/" + off + "/disable", "{}").orThrow();
        row("disabled device by its id", "disabled", said(loginJson("c", off, "", "", false)));
        row("disabled device's message", "not enabled", message(off, "a", 0));
        row(
                "certificate that is none",
                "expected: 1 to 10 certificates",
                said(loginJson("c", "", "", "rubbish", true)));
    }

    private void messages() {
        String strict = fleet.device(hub).id();
        String branch = fleet.device(hub, filter("accept", "\"ok/{{ device.name }}/#\""))
                .id();
        row("no entry accepts", "None of the 1 entries", message(branch, "other", 0));
        row("another's branch", "None of the 1 entries", message(branch, "ok/other/1", 0));
        row(
                "an entry rejects",
                "by secret/#",
                message(fleet.device(hub, filter("reject", "\"secret/#\"")).id(), "secret/1", 0));
        row(
                "nothing is accepted",
                "accepts nothing",
                message(fleet.device(hub, filter("accept", "")).id(), "a", 0));
        row("the server's topics", "Only the hub speaks", message(strict, "$SYS/x", 0));
        row("topics of events", "Only the hub speaks", message(strict, "$SCW/events/x", 0));
        row("wildcard of a level", "no wildcard", message(strict, "a/+", 0));
        row("wildcard of all levels", "no wildcard", message(strict, "a/#", 0));
        row("empty topic", "topic", message(strict, "", 0));
        row("QoS that is none", "expected: 0, 1 or 2", message(strict, "a", 3));
        row("200 levels", "invalid topic", message(strict, "a" + "/a".repeat(199), 0));
        row("unknown device", "not found", message(NOBODY, "a", 0));
        String little = fleet.device(small).id();
        row("device of another hub", "not found", message(little, "a", 0));
        row("QoS 1 on the shared plan", "QoS 1", message(small, little, "a", 1));
        row("QoS 2 on the shared plan", "QoS", message(small, little, "a", 2));
        String keyed = deviceNamed("keyed");
        row("azure: a foreign topic", "its own topics only", message(keyed, "other/topic", 0));
        row("azure: another's topic", "its own topics only", message(keyed, "devices/off/messages/events/", 0));
    }

    private void webRoutes() {
        for (String[] closed : new String[][] {
            {"127.0.0.1", "http://127.0.0.1/x"},
            {"localhost", "http://localhost/x"},
            {"2130706433", "http://2130706433/x"},
            {"::1", "http://[::1]/x"},
            {"127.0.0.1", "http://[::ffff:127.0.0.1]/x"},
            {"169.254.169.254", "http://169.254.169.254/latest"},
            {"0.0.0.0", "http://0.0.0.0/"},
            {"224.0.0.1", "http://224.0.0.1/"},
            {"address", "not an address"},
            {"address of the Web", "ftp://example.org/"},
            {"user name", "http://u:p@example.org/"},
            {"fragment", "http://example.org/#x"},
            {"empty", ""}
        }) {
            row("route to " + closed[1], closed[0], web(closed[1], ""));
        }
        String open = "http://example.org/";
        row("header Host", "hub's to say", web(open, ",\"headers\":{\"Host\":\"x\"}"));
        row("header Content-Length", "hub's to say", web(open, ",\"headers\":{\"Content-Length\":\"1\"}"));
        row("header with a blank", "no name of a header", web(open, ",\"headers\":{\"a b\":\"1\"}"));
        row("header of two lines", "not printable", web(open, ",\"headers\":{\"X\":\"a\\nb\"}"));
        row("no time", "expected: 1 to", web(open, ",\"timeout_seconds\":0"));
        row("verb", "verb", web(open, ",\"verb\":\"fetch\""));
        row("authority that is none", "ca_cert_pem", web(open, ",\"ca_cert_pem\":\"x\""));
    }

    private void queuesAndConditions() {
        String queue = "\"jms_config\":{\"queue_name\":\"" + Fleet.unique("q").replace('-', '_') + "\"}";
        row("queue of the broker's own", "keeps for itself", route("\"jms_config\":{\"queue_name\":\"mq.sys\"}"));
        row("queue without a name", "empty", route("\"jms_config\":{\"queue_name\":\"\"}"));
        row("queue with a slash", "letters, digits", route("\"jms_config\":{\"queue_name\":\"a/b\"}"));
        row("queue and topic", "one of the two", route("\"jms_config\":{\"queue_name\":\"a1\",\"topic_name\":\"b1\"}"));
        row("no target", "config", route("\"fallback\":false"));
        row("two targets", "one", route(queue + ",\"rest_config\":{\"uri\":\"http://example.org/\"}"));
        row("target that is none", "mail_config: no such field", route("\"mail_config\":{}"));
        row("route's topic filter", "#", route(queue + ",\"topic\":\"a/#/b\""));
        row("route without a topic", "topic", route(queue + ",\"topic\":\"\""));
        row("route of an unknown hub", "not found", route(queue + ",\"hub_id\":\"" + NOBODY + "\""));
        row("condition that does not end", "character", route(queue + ",\"condition\":\"json.t >\""));
        row("condition that is a number", "type int", route(queue + ",\"condition\":\"qos\""));
        row("condition of what is not", "temperature", route(queue + ",\"condition\":\"temperature > 3\""));
        row("condition too long", "1000", route(queue + ",\"condition\":\"true" + " || true".repeat(200) + "\""));
        row("pause below nothing", "first_pause_ms", route(queue + ",\"delivery\":{\"first_pause_ms\":-1}"));
        row("batch of none", "batch", route(queue + ",\"delivery\":{\"batch\":0}"));
        row("what to do when full", "when_full", route(queue + ",\"delivery\":{\"when_full\":\"burst\"}"));
        row("heir that is none", "another route", route(queue + ",\"delivery\":{\"on_dead\":\"nobody\"}"));
    }

    private void otherRoutes() {
        String database =
                "\"db_config\":{\"engine\":\"E\",\"host\":\"H\",\"port\":5432,\"dbname\":\"D\",\"username\":\"u\","
                        + "\"password\":\"p\",\"query\":\"Q\"}";
        String fine = database.replace("\"E\"", "\"postgresql\"").replace("\"Q\"", "\"select 1\"");
        String here = fine.replace("\"D\"", "\"d\"");
        String there = fine.replace("\"H\"", "\"db.example.com\"");
        row(
                "engine",
                "expected",
                route(database.replace("\"E\"", "\"oracle\"").replace("\"H\"", "\"db.example.com\"")));
        row("database on this machine", "127.0.0.1", route(here.replace("\"H\"", "\"127.0.0.1\"")));
        row("options in a host", "host", route(here.replace("\"H\"", "\"db.example.com/x?\"")));
        row("options in a database's name", "dbname", route(there.replace("\"D\"", "\"d?x=y\"")));
        row("port", "port", route(there.replace("\"D\"", "\"d\"").replace("5432", "99999")));
        row("no query", "empty", route(there.replace("\"D\"", "\"d\"").replace("select 1", "")));
        String store = "\"s3_config\":{\"bucket_region\":\"fr-par\",\"access_key\":\"a\",\"secret_key\":\"b\",";
        row("bucket without a name", "bucket_name", route(store + "\"bucket_name\":\"\"}"));
        row(
                "store with a user",
                "without user",
                route(store + "\"bucket_name\":\"b\",\"endpoint\":\"https://u:p@s3.example.com\"}"));
        row("strategy", "strategy", route(store + "\"bucket_name\":\"b\",\"strategy\":\"sometimes\"}"));
        row(
                "Kafka without a port",
                "host:9092",
                route("\"kafka_config\":{\"bootstrap_servers\":\"k.example.com\",\"topic\":\"t\"}"));
        row(
                "Kafka's topic",
                "topic of Kafka",
                route("\"kafka_config\":{\"bootstrap_servers\":\"k.example.com:9092\",\"topic\":\"a b\"}"));
        row(
                "Kafka's mechanism",
                "SCRAM",
                route(
                        "\"kafka_config\":{\"bootstrap_servers\":\"k.example.com:9092\",\"topic\":\"t\",\"username\":\"u\","
                                + "\"password\":\"p\",\"sasl_mechanism\":\"GSSAPI\"}"));
        row("bridge to nowhere", "empty", route("\"mqtt_config\":{\"url\":\"\"}"));
        row("bridge by http", "mqtt://", route("\"mqtt_config\":{\"url\":\"http://example.org\"}"));
        row("bridge with a user", "user name", route("\"mqtt_config\":{\"url\":\"mqtt://u:p@example.org\"}"));
        row("bridge's QoS", "0, 1 or 2", route("\"mqtt_config\":{\"url\":\"mqtt://example.org\",\"qos\":3}"));
        row(
                "bridge's direction",
                "direction",
                route("\"mqtt_config\":{\"url\":\"mqtt://example.org\",\"direction\":\"up\"}"));
        row(
                "bridge into the hub's topics",
                "begins with $",
                route(
                        "\"mqtt_config\":{\"url\":\"mqtt://example.org\",\"direction\":\"in\",\"local_prefix\":\"$SYS/\"}"));
    }

    private void requests() {
        String of = "\"hub_id\":\"" + hub.id() + "\"";
        String taken = Fleet.unique("taken");
        created(taken);
        row("hub without a name", "name", post("hubs", "{\"product_plan\":\"plan_dedicated\"}"));
        row("plan", "product_plan", post("hubs", "{\"name\":\"x\",\"product_plan\":\"gold\"}"));
        row(
                "events under a wildcard",
                "events_topic_prefix",
                post("hubs", "{\"name\":\"x\",\"events_topic_prefix\":\"a/+\"}"));
        row("field with a slip", "nmae", post("hubs", "{\"nmae\":\"x\"}"));
        row("half a body", "JSON", post("hubs", "{"));
        row("number for a text", "name", post("hubs", "{\"name\":7}"));
        row("device without a hub", "hub_id", post("devices", "{\"name\":\"x\"}"));
        row("device of an unknown hub", "not found", post("devices", "{\"name\":\"x\",\"hub_id\":\"" + NOBODY + "\"}"));
        row(
                "name that is taken",
                "another device of the hub",
                post("devices", "{\"name\":\"" + taken + "\"," + of + "}"));
        row("filter's policy", "policy", post("devices", "{\"name\":\"y\"," + of + filter("maybe", "") + "}"));
        row("filter's topic", "topics", post("devices", "{\"name\":\"y\"," + of + filter("accept", "\"a/#/b\"") + "}"));
        row(
                "connections on the shared plan",
                "plan",
                post(
                        "devices",
                        "{\"name\":\"y\",\"allow_multiple_connections\":true,\"hub_id\":\"" + small.id() + "\"}"));
        String network = "{\"name\":\"n\"," + of + ",\"type\":\"T\",\"topic_prefix\":\"P\"}";
        row("network's type", "type", post("networks", network.replace("\"T\"", "\"morse\"")));
        row(
                "network's prefix",
                "topic_prefix",
                post("networks", network.replace("\"T\"", "\"rest\"").replace("\"P\"", "\"$SYS\"")));
        row(
                "network's wildcard",
                "topic_prefix",
                post("networks", network.replace("\"T\"", "\"rest\"").replace("\"P\"", "\"a/#\"")));
        row("token's scope", "scope", post("/iot/v1/tokens", "{\"name\":\"t\",\"scope\":\"all\"}"));
        row("token of no project", "project", post("/iot/v1/tokens", "{\"name\":\"t\",\"scope\":\"project\"}"));
        row("hub that has devices", "device", words(api.delete("hubs/" + hub.id())));
        row(
                "command without a topic",
                "topic",
                post("devices/" + fleet.device(hub).id() + "/commands", "{\"payload\":1}"));
        row(
                "command's patience",
                "wait_seconds",
                post("devices/" + deviceNamed("keyed") + "/commands", "{\"wait_seconds\":-1}"));
        row("method's name", "name", post("devices/" + deviceNamed("keyed") + "/commands", "{\"name\":\"a/b\"}"));
    }

    private void imports() {
        Map<String, String> bad = new LinkedHashMap<>();
        String azure = "\"dialect\":\"azure\",\"authentication\":";
        bad.put("\"name\":\"\"", "name: is empty");
        bad.put("\"name\":\"a b\",\"dialect\":\"azure\"", "no name of a device");
        bad.put("\"name\":\"k\"," + azure + "{\"type\":\"keys\",\"primary_key\":\"AAAA\"}", "3 bytes");
        bad.put("\"name\":\"k\"," + azure + "{\"type\":\"keys\",\"primary_key\":\"%%\"}", "Base64");
        bad.put("\"name\":\"k\"," + azure + "{\"type\":\"keys\"}", "missing");
        bad.put("\"name\":\"t\"," + azure + "{\"type\":\"thumbprints\"}", "no thumbprint");
        bad.put("\"name\":\"t\"," + azure + "{\"type\":\"thumbprints\",\"primary_thumbprint\":\"zz\"}", "hexadecimal");
        bad.put("\"name\":\"x\",\"authentication\":{\"type\":\"oath\"}", "oath");
        bad.put("\"name\":\"x\",\"dialect\":\"other\"", "other");
        bad.put("\"name\":\"x\",\"id\":\"7\"", "UUID");
        bad.put("\"name\":\"x\",\"id\":\"" + fleet.device(hub).id() + "\"", "another device has this id");
        bad.put(
                "\"name\":\"keyed\"," + azure + "{\"type\":\"keys\",\"primary_key\":\"" + OTHER_KEY + "\"}",
                "there already with another key");
        bad.put(
                "\"name\":\"u\",\"authentication\":{\"type\":\"password\",\"user_name\":\"\",\"password\":\"p\"}",
                "user name");
        bad.put("\"name\":\"u\",\"authentication\":{\"type\":\"password\",\"user_name\":\"x\"}", "no password");
        bad.put(
                "\"name\":\"u\",\"authentication\":{\"type\":\"password\",\"user_name\":\"x\",\"password_hash\":\"$9$x\"}",
                "hash");
        bad.forEach((device, cause) -> row(
                "import of " + device,
                cause,
                api.post(
                                "hubs/" + hub.id() + "/imports",
                                "{\"source\":\"t\",\"dry_run\":true,\"devices\":[{\"line\":1," + device + "}]}")
                        .orThrow()
                        .json()
                        .at("/skipped/0/reason")
                        .asText()));
    }

    private void registrations() {
        String id = huawei(Fleet.unique("registered"), "");
        String node = "\"node_id\":\"n\"";
        String product = ",\"product_id\":\"p\"";
        String auth = ",\"auth_info\":";
        row("huawei: id that is taken", "exists", registered(node + product + ",\"device_id\":\"" + id + "\""));
        row("huawei: node", "node_id: a b", registered("\"node_id\":\"a b\"" + product));
        row("huawei: no node", "node_id", registered("\"product_id\":\"p\""));
        row("huawei: product", "product_id: a/b", registered(node + ",\"product_id\":\"a/b\""));
        row("huawei: device id", "device_id: x y", registered(node + product + ",\"device_id\":\"x y\""));
        row("huawei: short secret", "8 to 32 letters", registered(node + product + auth + "{\"secret\":\"short\"}"));
        row(
                "huawei: kind of proof",
                "SECRET or CERTIFICATES",
                registered(node + product + auth + "{\"auth_type\":\"OATH\"}"));
        row(
                "huawei: fingerprint",
                "fingerprint: zz",
                registered(node + product + auth + "{\"auth_type\":\"CERTIFICATES\",\"fingerprint\":\"zz\"}"));
        row(
                "huawei: timeout",
                "timeout: too long",
                registered(node + product + auth + "{\"secret\":\"secret-1234\",\"timeout\":99999999999}"));
        row("huawei: gateway", "gateway nobody", registered(node + product + ",\"gateway_id\":\"nobody\""));
        row(
                "huawei: hub",
                "instance " + NOBODY,
                registered(node + product + ",\"app_id\":\"" + NOBODY + "\"").replace(hub.id(), ""));
        row("huawei: device that is not there", "device nobody", huaweiCall("nobody/freeze", "{}"));
        row("huawei: fingerprint of a secret's", "by a secret", huaweiCall(id + "/reset-fingerprint", "{}"));
        row("huawei: message to nobody", "not online", huaweiCall(id + "/messages", "{\"message\":\"x\",\"ttl\":0}"));
        row(
                "huawei: new secret",
                "8 to 32 letters",
                huaweiCall(id + "/action?action_id=resetSecret", "{\"secret\":\"x\"}"));
        row("huawei: action", "action_id: explode", huaweiCall(id + "/action?action_id=explode", "{}"));
        row(
                "huawei: command to a device that is away",
                "not online",
                huaweiCall(id + "/commands", "{\"service_id\":\"s\",\"command_name\":\"c\",\"paras\":{}}"));
    }

    private void certificates() {
        JsonNode one = created(Fleet.unique("certified"));
        String id = one.at("/device/id").textValue();
        String pem = one.at("/certificate/crt").textValue();
        String other = created(Fleet.unique("certified")).at("/certificate/crt").textValue();
        row("certificate that is rubbish", "no certificate found", certified(id, "x"));
        row(
                "key for a certificate",
                "no certificate found",
                certified(id, one.at("/certificate/key").textValue()));
        row("certificate of another", "of another device", certified(id, other));
        api.post("devices/" + id + "/renew-certificate", "{}").orThrow();
        row("certificate before the last", "given another certificate", said(loginJson("c", "", "", pem, true)));
        String authority = "{\"ca_cert_pem\":\"A\",\"challenge_cert_pem\":\"B\"}";
        row("authority of a hub that is on", "the hub is enabled", post("hubs/" + hub.id() + "/ca", authority));
        row(
                "authority without its proof",
                "challenge_cert_pem",
                post("hubs/" + hub.id() + "/ca", "{\"ca_cert_pem\":\"A\"}"));
        Fleet.Hub off = fleet.hub();
        String there = api.post("devices", "{\"name\":\"there\",\"hub_id\":\"" + off.id() + "\"}")
                .orThrow()
                .json()
                .at("/certificate/crt")
                .textValue();
        api.post("hubs/" + off.id() + "/disable", "{}").orThrow();
        row("authority that is rubbish", "no certificate found", post("hubs/" + off.id() + "/ca", authority));
        row(
                "device's certificate for an authority",
                "no certificate authority",
                post(
                        "hubs/" + off.id() + "/ca",
                        JSON.createObjectNode()
                                .put("ca_cert_pem", other)
                                .put("challenge_cert_pem", other)
                                .toString()));
        row("hub that is off", "hub is disabled", said(loginJson("c", "", "", there, true)));
    }

    private void networks() throws Exception {
        JsonNode network = api.post(
                        "networks",
                        "{\"name\":\"n\",\"type\":\"rest\",\"topic_prefix\":\"n\",\"hub_id\":\"" + hub.id() + "\"}")
                .orThrow()
                .json();
        String secret = network.get("secret").textValue();
        String path = "/networks/" + network.at("/network/id").textValue();
        row("network without a secret", "secret: none", ingested(path, "POST", "", "a"));
        row("network's wrong secret", "secret: wrong", ingested(path, "POST", "x", "a"));
        row("secret in the address", "never in the address", ingested(path + "?secret=x", "POST", "", "a"));
        row("network that is none", "secret: wrong", ingested("/networks/" + NOBODY, "POST", secret, "a"));
        row("network without a topic", "topic: none", ingested(path, "POST", secret, ""));
        row("network's topic with a wildcard", "no wildcard", ingested(path, "POST", secret, "a/#"));
        row("network's topic of 202 levels", "202 levels", ingested(path, "POST", secret, "a" + "/a".repeat(200)));
        row("topic that no header holds", "too long a header", ingested(path, "POST", secret, "a".repeat(20_000)));
        row("network that is read", "not POST", ingested(path, "GET", secret, "a"));
        api.post("hubs/" + hub.id() + "/disable", "{}").orThrow();
        row("network of a hub that is off", "hub: not ready", ingested(path, "POST", secret, "a"));
        api.post("hubs/" + hub.id() + "/enable", "{}").orThrow();
    }

    private void tokens() {
        row("no token", "no token", words(api.withToken("").get("hubs")));
        row(
                "token that is none",
                "a wrong token",
                words(api.withToken("nonsense").get("hubs")));
        Api looks = api.withToken(token("\"scope\":\"read_only\""));
        row("token that only looks", "for reading only", words(looks.post("hubs", "{\"name\":\"z\"}")));
        Api elsewhere = api.withToken(token("\"scope\":\"project\",\"project_id\":\"elsewhere\""));
        row("tokens, to a project", "does not allow to read", words(elsewhere.get("/iot/v1/tokens")));
        row("another project's hub", "hub " + hub.id() + " not found", words(elsewhere.get("hubs/" + hub.id())));
        row(
                "token of the past",
                "expected: after",
                post(
                        "/iot/v1/tokens",
                        "{\"name\":\"t\",\"scope\":\"read_only\",\"expires_at\":\"2001-01-01T00:00:00Z\"}"));
        row(
                "token's end in words",
                "expected: a time",
                post("/iot/v1/tokens", "{\"name\":\"t\",\"scope\":\"read_only\",\"expires_at\":\"soon\"}"));
    }

    private void listsAndNames() {
        String device = fleet.device(hub).id();
        row("page 0", "page: 0", words(api.get("hubs?page=0")));
        row("page too large", "1 to 100", words(api.get("hubs?page_size=10000")));
        row("order", "order_by: colour", words(api.get("hubs?order_by=colour")));
        row("filter with a slip", "conected: no such argument", words(api.get("devices?conected=true")));
        row("region", "region: moon", words(api.get("/iot/v1/regions/moon/hubs")));
        row("path", "nothing at this path", words(api.get("nothing")));
        row("hub's id", "hub xyz not found", words(api.get("hubs/xyz")));
        row("route's id", "route " + NOBODY, words(api.get("routes/" + NOBODY)));
        row("another name", "keeps its name", words(api.patch("devices/" + device, "{\"name\":\"other\"}")));
        row(
                "flag in words",
                "allow_insecure: is a string",
                words(api.patch("devices/" + device, "{\"allow_insecure\":\"yes\"}")));
        String of = ",\"hub_id\":\"" + hub.id() + "\"}";
        row("name with a space before it", "with a space", post("devices", "{\"name\":\" x\"" + of));
        row("name of 300", "300 characters", post("devices", "{\"name\":\"" + "x".repeat(300) + "\"" + of));
        row("name with NUL", "control character", post("devices", "{\"name\":\"a\\u0000b\"" + of));
        row(
                "description of 5000",
                "5000 characters",
                post("devices", "{\"name\":\"x\",\"description\":\"" + "x".repeat(5_000) + "\"" + of));
        row("login of nobody", "expected: client_id", post("explain-login", "{}"));
        row(
                "last refusal, where there is none",
                "refused_login",
                post("explain-login", "{\"device_id\":\"" + device + "\"}"));
        row("explanation without a device", "device_id", post("hubs/" + hub.id() + "/explain", "{\"topic\":\"a\"}"));
        row("user without a name", "name: is missing", post("jms-users", "{}"));
    }

    /** Targets whose name nobody knows: said by the trial of a route. */
    private void unreachable() {
        String nobody = "nobody.invalid";
        row("service that is nowhere", nobody, tried("\"rest_config\":{\"uri\":\"http://nobody.invalid/\"}"));
        row("broker that is nowhere", nobody, tried("\"mqtt_config\":{\"url\":\"mqtt://nobody.invalid\"}"));
        row(
                "Kafka that is nowhere",
                nobody,
                tried("\"kafka_config\":{\"bootstrap_servers\":\"nobody.invalid:9092\",\"topic\":\"t\"}"));
        row(
                "database that is nowhere",
                "unknown host " + nobody,
                tried("\"db_config\":{\"engine\":\"postgresql\",\"host\":\"nobody.invalid\",\"port\":5432,"
                        + "\"dbname\":\"d\",\"username\":\"u\",\"password\":\"p\",\"query\":\"select 1\"}"));
    }

    private void commandsAndSchemas() {
        String device = "devices/" + fleet.device(hub).id();
        row("command's wildcard", "no wildcard", post(device + "/commands", "{\"topic\":\"a/#\",\"payload\":\"x\"}"));
        row("command's QoS", "qos: no such field", post(device + "/commands", "{\"topic\":\"a\",\"qos\":5}"));
        row(
                "command that waits for years",
                "wait_seconds: 99999999",
                post(device + "/commands", "{\"topic\":\"a\",\"wait_seconds\":99999999}"));
        row(
                "object of a device without objects",
                "not registered",
                post(device + "/lwm2m", "{\"operation\":\"read\",\"path\":\"/3/0/0\"}"));
        row(
                "operation that is none",
                "operation",
                post(device + "/lwm2m", "{\"operation\":\"fly\",\"path\":\"/3/0/0\"}"));
        String queue = "\"jms_config\":{\"queue_name\":\"" + Fleet.unique("q").replace('-', '_') + "\"},\"schema\":";
        row("schema that is a list", "schema: is a list", route(queue + "[]"));
        row("schema's type", "/type: no such type", route(queue + "{\"type\":\"nothing\"}"));
        row("schema that lies elsewhere", "leads elsewhere", route(queue + "{\"$ref\":\"http://example.org/x\"}"));
    }

    /** What keeps the server from starting: its one line on standard error. */
    private void starts() {
        start("AXLETREE_MQTT_PORT", "99999", "1 to 65535");
        start("AXLETREE_JMS_URL", "tcp://broker", "mq://");
        start("AXLETREE_DB_URL", "jdbc:oracle:thin:@x", "jdbc:postgresql");
        start("AXLETREE_MASTER_KEY", "short", "32 bytes in Base64");
        start("AXLETREE_ADMIN_TOKEN", "short", "16 to 256");
        start("AXLETREE_HOME", "/proc/axletree-state", "/proc/axletree-state");
    }

    private void start(String setting, String value, String expected) {
        Ran ran = Axletree.fresh().with(setting, value).attempt();
        String said = ran.err().strip();
        row("start with " + setting + "=" + value, setting, said);
        row("start with " + setting + "=" + value + ": what would be right", expected, said);
    }

    // Helpers, in the order of their use.

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sas(String resource, String key, long expiry, String more) throws Exception {
        String encoded = URLEncoder.encode(resource, StandardCharsets.UTF_8);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
        String signature = Base64.getEncoder()
                .encodeToString(mac.doFinal((encoded + "\n" + expiry).getBytes(StandardCharsets.UTF_8)));
        return "SharedAccessSignature sr=" + encoded + "&sig=" + URLEncoder.encode(signature, StandardCharsets.UTF_8)
                + "&se=" + expiry + more;
    }

    private String azure(String device, String token) {
        return login(device, host + "/" + device + VERSION, token);
    }

    private String login(String clientId, String userName, String password) {
        return said(loginJson(clientId, userName, password, "", true));
    }

    private static String loginJson(String clientId, String userName, String password, String chain, boolean secure) {
        return JSON.createObjectNode()
                .put("client_id", clientId)
                .put("username", userName)
                .put("password", password)
                .put("certificate_chain", chain)
                .put("secure", secure)
                .toString();
    }

    private String said(String login) {
        JsonNode answer = api.post("explain-login", login).json();
        return answer.path("admitted").booleanValue()
                ? "admitted"
                : answer.get("message").textValue();
    }

    private String huawei(String node, String more) {
        return api.post(
                        "/v5/iot/" + project + "/devices",
                        "{\"node_id\":\"" + node + "\",\"product_id\":\"p\",\"app_id\":\"" + hub.id()
                                + "\",\"auth_info\":{\"auth_type\":\"SECRET\",\"secret\":\"" + SECRET + "\"}" + more
                                + "}")
                .orThrow()
                .json()
                .get("device_id")
                .textValue();
    }

    private static String hour(int hours) {
        return DateTimeFormatter.ofPattern("yyyyMMddHH")
                .withZone(ZoneOffset.UTC)
                .format(Instant.now().plusSeconds(hours * 3_600L));
    }

    private static String hmac(String key, String message) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
    }

    private String deviceNamed(String name) {
        return api.get("devices?hub_id=" + hub.id() + "&name=" + name)
                .json()
                .at("/devices/0/id")
                .textValue();
    }

    private JsonNode created(String name) {
        return api.post("devices", "{\"name\":\"" + name + "\",\"hub_id\":\"" + hub.id() + "\"}")
                .orThrow()
                .json();
    }

    private static String filter(String policy, String topics) {
        return ",\"message_filters\":{\"publish\":{\"policy\":\"" + policy + "\",\"topics\":[" + topics + "]}}";
    }

    private String message(String device, String topic, int qos) {
        return message(hub, device, topic, qos);
    }

    private String message(Fleet.Hub where, String device, String topic, int qos) {
        JsonNode answer = api.post(
                        "hubs/" + where.id() + "/explain",
                        JSON.createObjectNode()
                                .put("device_id", device)
                                .put("topic", topic)
                                .put("payload", "x")
                                .put("qos", qos)
                                .toString())
                .json();
        return answer.at("/publish/allowed").booleanValue()
                ? "allowed"
                : answer.at("/publish/message").asText(answer.path("message").asText());
    }

    private String web(String uri, String more) {
        return route("\"rest_config\":{\"uri\":\"" + uri + "\"" + more + "}");
    }

    /** A route that is to be refused. */
    private String route(String fields) {
        String topic = fields.contains("\"topic\":") && !fields.startsWith("\"kafka") ? "" : ",\"topic\":\"a/#\"";
        String of = fields.contains("\"hub_id\"") ? "" : ",\"hub_id\":\"" + hub.id() + "\"";
        return post("routes", "{\"name\":\"" + Fleet.unique("r") + "\"" + of + topic + "," + fields + "}");
    }

    private String post(String path, String body) {
        return words(api.post(path, body));
    }

    /** A device of Huawei's that is to be refused. */
    private String registered(String fields) {
        String of = fields.contains("\"app_id\"") ? "" : ",\"app_id\":\"" + hub.id() + "\"";
        return huaweiWords(api.post("/v5/iot/" + project + "/devices", "{" + fields + of + "}"));
    }

    private String huaweiCall(String path, String body) {
        return huaweiWords(api.post("/v5/iot/" + project + "/devices/" + path, body));
    }

    private static String huaweiWords(Api.Answer answer) {
        return answer.status() < 300 ? "done" : answer.json().path("error_msg").asText();
    }

    private String certified(String device, String pem) {
        return words(api.send(
                "PUT",
                "devices/" + device + "/certificate",
                HttpRequest.BodyPublishers.ofString(
                        JSON.createObjectNode().put("certificate_pem", pem).toString())));
    }

    /** What a network's end answers. */
    private String ingested(String path, String method, String secret, String topic) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.http(path))
                .timeout(Duration.ofMinutes(2))
                .method(method, HttpRequest.BodyPublishers.ofString(method.equals("GET") ? "" : "x"));
        if (!secret.isEmpty()) {
            request.header("X-Secret", secret);
        }
        if (!topic.isEmpty()) {
            request.header("X-Topic", topic);
        }
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() < 300 ? "done" : answer.body().strip();
    }

    private String token(String fields) {
        return api.post("/iot/v1/tokens", "{\"name\":\"" + Fleet.unique("t") + "\"," + fields + "}")
                .orThrow()
                .json()
                .get("secret")
                .textValue();
    }

    private String tried(String fields) {
        JsonNode answer = api.post(
                        "routes/test",
                        "{\"name\":\"r\",\"topic\":\"a\",\"hub_id\":\"" + hub.id() + "\"," + fields + "}")
                .orThrow()
                .json();
        return answer.path("ok").booleanValue() ? "done" : answer.path("msg").asText();
    }

    /** The sentence, with what is said of each argument. */
    private static String words(Api.Answer answer) {
        if (answer.status() < 300) {
            return "done";
        }
        StringBuilder words = new StringBuilder(answer.json().path("message").asText());
        answer.json().path("details").forEach(detail -> words.append("; ")
                .append(detail.path("argument_name").asText())
                .append(": ")
                .append(detail.path("help_message").asText()));
        return words.toString();
    }
}
