package org.axletree.verification.huawei;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Clouds;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.OwnersPki;
import org.axletree.verification.harness.Ran;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How devices that speak MQTT are registered and authenticated, step by step as Huawei's documents have it: the application
 * registers a device by what is printed on it, the platform answers an ID and a secret, both go into the device, and the device
 * proves itself with them, or with a certificate. The device is {@code mosquitto_pub}, its password and certificates are made
 * by {@code openssl}.
 */
@ExtendWith(SharedAxletree.class)
class HuaweiProceduresIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String WRONG_PASSWORD = "bad user name or password";

    private final AxletreeProcess server;
    private final Api api;

    /** One for the whole test: the hub takes also the one before its own. */
    private final String hour =
            DateTimeFormatter.ofPattern("yyyyMMddHH").withZone(ZoneOffset.UTC).format(Instant.now());

    HuaweiProceduresIT(AxletreeProcess server) {
        this.server = server;
        this.api = new Clouds(server, server.fleet().hubOfItsOwnProject()).huaweiApi();
    }

    /** What the application knows of a device once it has registered it. */
    private record Registered(String id, String secret, JsonNode answer) {}

    /** The device is registered by its MAC address, and the platform allocates ID and secret; without TLS no CA is preset. */
    @Test
    void secret_thatThePlatformAllocated_isGoodWithAndWithoutTls() {
        Registered device = register("\"auth_info\":{\"auth_type\":\"SECRET\",\"secure_access\":false}");
        assertThat(device.id()).startsWith("meter_");
        assertThat(device.secret()).matches("[A-Za-z0-9_-]{8,32}");
        assertThat(device.answer().at("/auth_info/timeout").asInt(-1)).isZero();
        assertThat(status(device)).isEqualTo("INACTIVE");

        for (boolean secure : new boolean[] {false, true}) {
            assertThat(publish(device.id(), password(device.secret()), secure).exitCode())
                    .as(secure ? "MQTTS" : "MQTT")
                    .isZero();
        }
        Awaitility.await().atMost(PATIENCE).until(() -> status(device).equals("OFFLINE"));
        assertThat(api.get("/devices/" + device.id()).orThrow().text()).doesNotContain(device.secret());
    }

    /** A secret that the application gave; an IMEI that is registered is registered, and wrong passwords are told so. */
    @Test
    void secret_thatTheApplicationGave_isTheOneThatCounts() {
        Registered device = register("\"auth_info\":{\"secret\":\"Given-secret_1\"}");
        assertThat(device.secret()).isEqualTo("Given-secret_1");
        String again = "{\"node_id\":\"" + device.id().substring("meter_".length()) + "\",\"product_id\":\"meter\"}";
        assertThat(api.post("/devices", again).status() / 100).isEqualTo(4);

        assertThat(publish(device.id(), password("Given-secret_1"), true).exitCode())
                .isZero();
        Ran wrong = publish(device.id(), password("Another-secret_1"), true);
        assertThat(wrong.exitCode()).isNotZero();
        assertThat((wrong.out() + wrong.err()).toLowerCase()).contains(WRONG_PASSWORD);
        assertThat(publish(device.id(), password("Given-secret_1"), false).exitCode())
                .as("MQTT, of a device that has the CA preset")
                .isNotZero();
    }

    /** The registration of a device that did not connect in time is deleted; that of one which did stays. */
    @Test
    void registration_endsWithItsTime_unlessTheDeviceConnected() {
        String inTwentySeconds = "\"auth_info\":{\"secret\":\"Given-secret_1\",\"timeout\":20}";
        Registered inTime = register(inTwentySeconds);
        assertThat(inTime.answer().at("/auth_info/timeout").asInt()).isEqualTo(20);
        assertThat(publish(inTime.id(), password("Given-secret_1"), true).exitCode())
                .isZero();
        Registered late = register(inTwentySeconds);

        Awaitility.await("the end of the registration")
                .atMost(PATIENCE.plus(PATIENCE))
                .until(() -> api.get("/devices/" + late.id()).status() == 404);

        assertThat(publish(late.id(), password("Given-secret_1"), true).exitCode())
                .isNotZero();
        assertThat(api.get("/devices/" + inTime.id()).status())
                .as("registered before, and so over as well if it had not connected")
                .isEqualTo(200);
    }

    /** A CA certificate is uploaded, a device is registered, and connects with a certificate and its ID alone. */
    @Test
    void certificate_ofAnUploadedAuthority_isEnough() {
        OwnersPki pki = new OwnersPki();
        JsonNode authority = api.post("/certificates", json("content", pki.root("factory")))
                .orThrow()
                .json();
        Registered device = register("\"auth_info\":{\"auth_type\":\"CERTIFICATES\"}");
        pki.leaf("leaf", device.id(), "factory");
        assertThat(publishWithCertificate(device.id(), pki).exitCode())
                .as("before the authority is verified")
                .isNotZero();

        String proof = pki.leaf("proof", authority.get("verify_code").asText(), "factory");
        api.post(
                        "/certificates/" + authority.get("certificate_id").asText() + "/action?action_id=verify",
                        json("verify_content", proof))
                .orThrow();

        pki.leaf("other", "nobody", "factory");
        assertThat(publishWithCertificate(device.id(), pki, "other", "-k", "5").exitCode())
                .as("keep-alive out of range: the fingerprint is not fixed by it")
                .isNotZero();
        assertThat(publishWithCertificate(device.id(), pki).exitCode()).isZero();
        assertThat(publishWithCertificate(device.id(), pki, "other").exitCode()).isNotZero();
        assertThat(publish(device.id(), password("Given-secret_1"), true).exitCode())
                .as("a secret, of a device that has a certificate")
                .isNotZero();
    }

    private Registered register(String more) {
        String node = Fleet.unique("node").replace("-", "");
        JsonNode answer = api.post("/devices", "{\"node_id\":\"" + node + "\",\"product_id\":\"meter\"," + more + "}")
                .orThrow()
                .json();
        return new Registered(
                answer.get("device_id").asText(), answer.at("/auth_info/secret").asText(), answer);
    }

    private String status(Registered device) {
        return api.get("/devices/" + device.id()).orThrow().json().get("status").asText();
    }

    private List<String> password(String secret) {
        String command = "printf %s \"$0\" | openssl dgst -sha256 -hmac \"$1\" -r | cut -d' ' -f1";
        String digest = Ran.command(PATIENCE, List.of("sh", "-c", command, secret, hour))
                .orThrow()
                .out()
                .strip();
        return List.of("-P", digest);
    }

    private Ran publish(String id, List<String> credentials, boolean secure) {
        List<String> command = new ArrayList<>(List.of(
                "mosquitto_pub",
                "-h",
                "localhost",
                "-k",
                "60",
                "-q",
                "1",
                "-i",
                id + "_0_1_" + hour,
                "-u",
                id,
                "-t",
                "$oc/devices/" + id + "/sys/properties/report",
                "-m",
                "{\"services\":[]}"));
        command.addAll(credentials);
        command.addAll(
                secure
                        ? List.of(
                                "-p",
                                Integer.toString(server.mqttsPort()),
                                "--cafile",
                                server.serverAuthority().toString())
                        : List.of("-p", Integer.toString(server.mqttPort())));
        return Ran.command(PATIENCE, command);
    }

    private Ran publishWithCertificate(String id, OwnersPki pki) {
        return publishWithCertificate(id, pki, "leaf");
    }

    private Ran publishWithCertificate(String id, OwnersPki pki, String name, String... options) {
        List<String> credentials = new ArrayList<>(List.of(
                "--cert",
                pki.file(name + ".pem").toString(),
                "--key",
                pki.file(name + ".key").toString()));
        credentials.addAll(List.of(options));
        return publish(id, credentials, true);
    }

    private static String json(String name, String value) {
        return JsonNodeFactory.instance.objectNode().put(name, value).toString();
    }
}
