package org.axletree.verification.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Devices of Azure's and Huawei's dialects in a hub, made by these clouds' own APIs, and how they prove themselves. */
public final class Clouds {
    /** Of Huawei's devices. */
    public static final String SECRET = "Secret-of-the-test_1";

    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int OK = 0;

    /**
     * A device of a cloud.
     *
     * @param id in the registry
     * @param name by which its cloud knows it
     */
    public record Device(String id, String name, String clientId, String userName, String password) {}

    private final RunningHub server;
    private final Fleet.Hub hub;
    private final String host;
    private final String project;
    private String ownersToken = "";

    public Clouds(RunningHub server, Fleet.Hub hub) {
        this.server = server;
        this.hub = hub;
        this.host = hub.name() + ".localhost";
        this.project = server.api()
                .get("hubs/" + hub.id())
                .orThrow()
                .json()
                .get("project_id")
                .asText();
    }

    /** The key of Azure's devices, as their owners know it. */
    public static String key() {
        return Base64.getEncoder().encodeToString(KEY);
    }

    /** A device with a key, made by the hub's own API. */
    public Device azure(String name) {
        String key = key();
        String answer = ask(
                "PUT",
                "/devices/" + name,
                "{\"authentication\":{\"symmetricKey\":{\"primaryKey\":\"" + key + "\",\"secondaryKey\":\"" + key
                        + "\"}}}");
        if (!answer.startsWith("HTTP/1.1 200")) {
            throw new IllegalStateException(answer);
        }
        return new Device(
                idOf(name),
                name,
                name,
                host + "/" + name + "/?api-version=2021-04-12",
                token(host + "/devices/" + name, KEY, ""));
    }

    /** A device with a secret, made by Huawei's API. */
    public Device huawei(String product, String node) {
        huaweiApi()
                .post(
                        "/devices",
                        "{\"app_id\":\"" + hub.id() + "\",\"node_id\":\"" + node + "\",\"product_id\":\"" + product
                                + "\",\"auth_info\":{\"secret\":\"" + SECRET + "\"}}")
                .orThrow();
        String name = product + "_" + node;
        String hour = DateTimeFormatter.ofPattern("yyyyMMddHH")
                .withZone(ZoneOffset.UTC)
                .format(Instant.now());
        return new Device(
                idOf(name),
                name,
                name + "_0_0_" + hour,
                name,
                HexFormat.of().formatHex(hmac(hour.getBytes(StandardCharsets.US_ASCII), SECRET)));
    }

    /**
     * A device that asks a provisioning service for its hub.
     *
     * @param service of the hub's group
     */
    public Device enrolled(String service, String registration) {
        String made = administer(
                "localhost",
                "PUT",
                "/subscriptions/s/resourceGroups/" + project + "/providers/Microsoft.Devices/provisioningServices/"
                        + service,
                "{}".getBytes(StandardCharsets.UTF_8));
        String scope = between(made, "\"idScope\":\"", "\"");
        String key = Base64.getEncoder().encodeToString(KEY);
        String enrolled = administer(
                service + ".localhost",
                "PUT",
                "/enrollments/" + registration,
                ("{\"attestation\":{\"type\":\"symmetricKey\",\"symmetricKey\":{\"primaryKey\":\"" + key
                                + "\",\"secondaryKey\":\"" + key + "\"}}}")
                        .getBytes(StandardCharsets.UTF_8));
        if (!enrolled.startsWith("HTTP/1.1 200")) {
            throw new IllegalStateException(enrolled);
        }
        String resource = scope + "/registrations/" + registration;
        return new Device(
                "",
                registration,
                registration,
                resource + "/api-version=2019-03-31",
                token(resource, KEY, "registration"));
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start);
        if (from < 0) {
            throw new IllegalStateException("no " + start + " in " + text);
        }
        return text.substring(from + start.length(), text.indexOf(end, from + start.length()));
    }

    /** Huawei's API for the project of the hub. */
    public Api huaweiApi() {
        return new Api(server.http("/v5/iot/" + project), server.adminToken());
    }

    /** Huawei's and Azure's name for where the hub belongs. */
    public String project() {
        return project;
    }

    /** Asks the hub's own API in Azure's words, with all rights; answers the whole answer. */
    public String ask(String method, String path, String body) {
        return ask(method, path, body.getBytes(StandardCharsets.UTF_8));
    }

    /** The same, with a body that need not be text. */
    public String ask(String method, String path, byte[] body) {
        return ask(method, path, "", body);
    }

    /** The same, with more headers, each with its end of line. */
    public String ask(String method, String path, String headers, byte[] body) {
        if (ownersToken.isEmpty()) {
            ownersToken = token(host, ownersKey(), "iothubowner");
        }
        return ask(host, ownersToken, method, path + "?api-version=2021-04-12", headers, body);
    }

    /** Asks for resources or enrolments in Azure's words, as the administrator; answers the whole answer. */
    public String administer(String host, String method, String path, byte[] body) {
        return ask(host, "Bearer " + server.adminToken(), method, path, "", body);
    }

    private String ask(String host, String authorization, String method, String path, String headers, byte[] body) {
        try (RawHttp http = RawHttp.to(server)) {
            return http.say(method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: " + authorization
                            + "\r\n" + headers
                            + "Content-Type: application/json\r\nConnection: close\r\nContent-Length: "
                            + body.length + "\r\n\r\n" + new String(body, StandardCharsets.ISO_8859_1))
                    .untilClosed();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets a device hear whatever there is. */
    public void letHearAll(Device device) {
        server.api()
                .patch(
                        "devices/" + device.id(),
                        "{\"message_filters\":{\"subscribe\":{\"policy\":\"reject\",\"topics\":[]}}}")
                .orThrow();
    }

    /** A connection of a device, which must succeed. */
    public MqttLine open(Device device) {
        return open(device, Packet.connect(device.clientId(), device.userName(), device.password()));
    }

    /** A connection of a device of Azure's dialect with a token that ends then. */
    public MqttLine openUntil(Device device, Instant end) {
        String password = token(host + "/devices/" + device.name(), KEY, "", end);
        return open(device, Packet.connect(device.clientId(), device.userName(), password));
    }

    /** The same, with a session that outlives the connection. */
    public MqttLine openToStay(Device device) {
        return open(
                device,
                Packet.connect(device.clientId(), device.userName(), device.password())
                        .toStay());
    }

    /** The return code of a device's CONNECT. */
    public int tryOpen(Device device) {
        try (MqttLine line = MqttLine.serverTls(server)) {
            return line.connect(Packet.connect(device.clientId(), device.userName(), device.password()));
        }
    }

    /** The same, with a will. */
    public MqttLine openWithWill(Device device, String topic, String will) {
        return open(device, Packet.connect(device.clientId(), device.userName(), device.password(), topic, will));
    }

    private MqttLine open(Device device, Packet connect) {
        MqttLine line = MqttLine.serverTls(server);
        int code = line.connect(connect);
        if (code != OK) {
            throw new IllegalStateException("CONNACK " + code + " for " + device.name());
        }
        return line;
    }

    private byte[] ownersKey() {
        JsonNode policies = new Api(server.http("/subscriptions/s/resourceGroups"), server.adminToken())
                .post("/" + project + "/providers/Microsoft.Devices/IotHubs/" + hub.name() + "/listkeys", "{}")
                .orThrow()
                .json();
        return Base64.getDecoder().decode(policies.at("/value/0/primaryKey").asText());
    }

    private String idOf(String name) {
        return server.api()
                .get("devices?hub_id=" + hub.id() + "&name=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
                .orThrow()
                .json()
                .at("/devices/0/id")
                .asText();
    }

    private static String token(String resource, byte[] key, String policy) {
        return token(resource, key, policy, Instant.now().plusSeconds(3_600));
    }

    private static String token(String resource, byte[] key, String policy, Instant end) {
        long expiry = end.getEpochSecond();
        String encoded = URLEncoder.encode(resource, StandardCharsets.UTF_8);
        String signature = Base64.getEncoder().encodeToString(hmac(key, encoded + "\n" + expiry));
        return "SharedAccessSignature sr=" + encoded + "&sig=" + URLEncoder.encode(signature, StandardCharsets.UTF_8)
                + "&se=" + expiry + (policy.isEmpty() ? "" : "&skn=" + policy);
    }

    private static byte[] hmac(byte[] key, String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
