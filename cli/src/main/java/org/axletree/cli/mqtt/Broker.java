package org.axletree.cli.mqtt;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientSslConfigBuilder;
import com.hivemq.client.mqtt.MqttWebSocketConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.axletree.cli.api.Trust;
import org.axletree.cli.command.Call;
import org.axletree.cli.command.Word;
import org.axletree.cli.terminal.Failure;

/** Where MQTT is spoken, how, and as whom: what mosquitto's options say. */
record Broker(
        String host,
        int port,
        boolean five,
        String clientId,
        Optional<String> user,
        Optional<byte[]> password,
        Optional<MqttClientSslConfig> tls,
        Optional<MqttWebSocketConfig> webSocket,
        int keepAlive,
        boolean clean,
        Optional<Integer> sessionExpiry,
        Optional<Will> will,
        Optional<String> urlTopic) {

    /** What is said for a client that is lost. */
    record Will(String topic, byte[] payload, int qos, boolean retain) {}

    static Word options(Word word) {
        return word.help("--help")
                .option("The server; localhost unless said.", "-h", "--host")
                .option("Its port; 1883, 8883 with TLS, 8083 and 8084 with --ws.", "-p", "--port")
                .option("All of it: mqtt(s)://user:password@host:port/topic, or ws(s)://…", "-L", "--link")
                .option("The client identifier.", "-i", "--id")
                .option("What it begins with; the process follows.", "-I", "--id-prefix")
                .option("The user name.", "-u", "--username")
                .option(
                        "The password, seen by whoever looks at the processes here; @file and env: are not.",
                        "-P",
                        "--pw")
                .option("A file with the server's authorities.", "--cafile")
                .option("A file with the client's certificates.", "--cert")
                .option("A file with the client's key.", "--key")
                .flag("Does not compare the server's name.", "--insecure")
                .option("Accepted: the JDK's are used.", "--tls-version")
                .flag("Over a WebSocket.", "--ws")
                .option("The path of the WebSocket; mqtt unless said.", "--ws-path")
                .option("mqttv311 or mqttv5.", "-V", "--protocol-version")
                .option("Seconds between signs of life; 60 unless said.", "-k", "--keepalive")
                .flag("Keeps the session.", "-c", "--disable-clean-session")
                .option("Seconds that the session is kept.", "-x", "--session-expiry-interval")
                .option("On which topic a will is said.", "--will-topic")
                .option("The will.", "--will-payload")
                .option("At which QoS.", "--will-qos")
                .flag("As a retained message.", "--will-retain")
                .option("0, 1 or 2.", "-q", "--qos")
                .values("A property, as PUBLISH user-property NAME VALUE.", "-D", "--property")
                .flag("Tells what is going on.", "-d", "--debug")
                .flag("Tells nothing.", "--quiet");
    }

    static Broker of(Call call) {
        Optional<URI> link = call.written("--link").map(Broker::link);
        boolean secure = link.map(uri -> uri.getScheme().matches("mqtts|wss")).orElse(false)
                || call.written("--cafile").isPresent()
                || call.written("--cert").isPresent();
        boolean ws = call.flag("--ws")
                || link.map(uri -> uri.getScheme().startsWith("ws")).orElse(false);
        int standard = ws ? (secure ? 8084 : 8083) : secure ? 8883 : 1883;
        int port = call.number("--port", 1, 65_535)
                .orElse(link.map(URI::getPort).filter(number -> number > 0).orElse(standard));
        if (port == 8883 && !secure) {
            secure = true;
        }
        String host = call.text("--host").or(() -> link.map(URI::getHost)).orElse("localhost");
        Optional<String> userInfo = link.map(URI::getUserInfo);
        String version = call.written("--protocol-version").orElse("mqttv311").replace("mqttv", "");
        if (!version.matches("5|311|31|3\\.1\\.1|3\\.1")) {
            throw Failure.usage("--protocol-version " + version + " was wrong (expected: mqttv311 or mqttv5)");
        }
        String id = call.text("--id")
                .orElseGet(() -> call.text("--id-prefix").orElse("axle-")
                        + UUID.randomUUID().toString().substring(0, 8));
        return new Broker(
                host,
                port,
                version.equals("5"),
                id,
                call.text("--username").or(() -> userInfo.map(info -> info.split(":", 2)[0])),
                call.text("--pw")
                        .or(() -> userInfo.filter(info -> info.contains(":")).map(info -> info.split(":", 2)[1]))
                        .map(text -> text.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                secure ? Optional.of(tls(call)) : Optional.empty(),
                ws
                        ? Optional.of(MqttWebSocketConfig.builder()
                                .serverPath(call.written("--ws-path").orElse("mqtt"))
                                .build())
                        : Optional.empty(),
                call.number("--keepalive", 0, 65_535).orElse(60),
                !call.flag("--disable-clean-session"),
                call.number("--session-expiry-interval"),
                call.text("--will-topic")
                        .map(topic -> new Will(
                                Topics.topic(topic),
                                call.text("--will-payload")
                                        .orElse("")
                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                                call.number("--will-qos", 0, 2).orElse(0),
                                call.flag("--will-retain"))),
                link.map(URI::getPath).filter(path -> path.length() > 1).map(path -> path.substring(1)));
    }

    private static URI link(String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && uri.getScheme().matches("mqtts?|wss?")) {
                return uri;
            }
        } catch (IllegalArgumentException unreadable) {
            // Said below, like any other text that is no address.
        }
        throw Failure.usage("--link was wrong (expected: mqtt://, mqtts://, ws:// or wss://, and a host)");
    }

    private static MqttClientSslConfig tls(Call call) {
        MqttClientSslConfigBuilder tls = MqttClientSslConfig.builder();
        call.written("--cafile")
                .or(() -> call.surroundings().variable("AXLE_CA"))
                .map(Path::of)
                .ifPresent(file -> tls.trustManagerFactory(Trust.managers(file)));
        call.written("--cert").ifPresent(cert -> {
            String key = call.written("--key")
                    .orElseThrow(() -> Failure.usage("the option --key is missing (expected: the key of --cert)"));
            tls.keyManagerFactory(ClientKey.managers(Path.of(cert), Path.of(key)));
        });
        if (call.flag("--insecure")) {
            tls.hostnameVerifier((host, session) -> true);
        }
        return tls.build();
    }
}
