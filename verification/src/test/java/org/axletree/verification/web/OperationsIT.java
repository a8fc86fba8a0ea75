package org.axletree.verification.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.Api.Answer;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.Ran;
import org.axletree.verification.harness.RouteConsumer;
import org.axletree.verification.harness.SharedAxletree;
import org.axletree.verification.harness.Tls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Issue 2 items 4 and 10: health, metrics, certificates, and what is public. */
@ExtendWith(SharedAxletree.class)
class OperationsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final AxletreeProcess hub;
    private final Api nobody;

    OperationsIT(AxletreeProcess hub) {
        this.hub = hub;
        this.nobody = hub.api().withToken("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/started", "/health/ready", "/health/live"})
    void health_isPublicAndUp(String path) {
        Answer answer = nobody.get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("status").asText()).isEqualTo("UP");
        assertThat(answer.json().path("checks")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/openapi", "/iot/v1/regions/fr-par/hubs"})
    void guarded_withoutToken_isDenied(String path) {
        Answer answer = nobody.get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(401);
        assertThat(answer.json().path("type").asText()).isEqualTo("denied_authentication");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nothing-here",
                "/WEB-INF/web.xml",
                "/META-INF/MANIFEST.MF",
                "/hubs.xhtml",
                "/metrics/",
                "/metrics;x",
                "/openapi/ui",
                "/iot/../metrics",
                "/ca/",
                "/management/domain"
            })
    void whateverIsNotPublic_showsNothingToAStranger(String path) {
        Answer answer = nobody.get(path);
        assertThat(answer.status()).as(answer.text()).isIn(302, 303, 400, 401, 403, 404);
        assertThat(answer.text())
                .doesNotContain("axletree_")
                .doesNotContain("web-app")
                .doesNotContain("Exception");
    }

    @Test
    void metrics_withToken_tellOfMessagesAndDrops() {
        Fleet fleet = hub.fleet();
        Device device = fleet.insecureDevice(fleet.hub());
        try (MqttLine line = MqttLine.plain(hub).open(device)) {
            line.publishAndWait("x", "y");
            Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                Answer answer = hub.api().get("/metrics");
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.header("content-type")).startsWith("text/plain");
                assertThat(answer.text())
                        .contains("axletree_connections{hub=\"" + device.hub().id() + "\",protocol=\"mqtt\"} 1.0")
                        .contains("axletree_messages_received_total{hub=\""
                                + device.hub().id() + "\",protocol=\"mqtt\",qos=\"1\"} 1.0")
                        .doesNotContain(device.id());
            });
        }
    }

    @Test
    void routeQueue_showsWhatNobodyConsumed_andThatItIsGone() {
        Fleet fleet = hub.fleet();
        Fleet.Hub home = fleet.hub();
        Device device = fleet.insecureDevice(home);
        Fleet.Route route = fleet.route(home, "backlog");
        String labels = "{hub=\"" + home.id() + "\",route=\"" + route.id() + "\"} ";
        try (MqttLine line = MqttLine.plain(hub).open(device)) {
            for (int i = 0; i < 3; i++) {
                line.publishAndWait("backlog", "message " + i);
            }
        }
        assertThatMetricsSay("axletree_route_queue_messages" + labels + "3.0");
        assertThat(hub.api().text("/metrics"))
                .doesNotContain("axletree_route_lag_seconds" + labels + "0.0")
                .contains("axletree_route_lag_seconds" + labels);
        assertThat(hub.api()
                        .get("routes/" + route.id())
                        .json()
                        .at("/backlog/messages")
                        .asInt())
                .isEqualTo(3);
        try (RouteConsumer consumer = RouteConsumer.of(hub, route.queue())) {
            assertThat(consumer.take(3, PATIENCE)).hasSize(3);
            assertThatMetricsSay("axletree_route_queue_messages" + labels + "0.0");
        }
        assertThat(hub.api().text("/metrics")).contains("axletree_route_lag_seconds" + labels + "0.0");
    }

    @Test
    void certificates_tellHowLongTheyLast() {
        Fleet.Hub home = hub.fleet().hub();
        assertThatMetricsSay("axletree_certificate_expiry_seconds{hub=\"" + home.id() + "\",kind=\"authority\"} ");
        assertThatMetricsSay("axletree_certificate_expiry_seconds{kind=\"server\"} ");
    }

    private void assertThatMetricsSay(String sample) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(hub.api().text("/metrics")).contains(sample));
    }

    @Test
    void openapi_withToken_isTheCheckedInDocument() throws java.io.IOException {
        String served = hub.api().get("/openapi").orThrow().text();
        assertThat(served)
                .isEqualTo(java.nio.file.Files.readString(java.nio.file.Path.of("../docs/reference/openapi.yaml")));
    }

    @Test
    void answers_doNotAdvertiseTheServer() {
        Answer answer = nobody.get("/health/live");
        assertThat(answer.header("server") + answer.header("x-powered-by")).isEmpty();
    }

    @Test
    void chains_verifyWithTheirOwnAuthorityOnly() {
        Fleet fleet = hub.fleet();
        Device device = fleet.device(fleet.hub());
        Device neighbour = fleet.device(fleet.hub());
        String hubCa = fleet.hubAuthority(device.hub()).toString();
        String otherCa = fleet.hubAuthority(neighbour.hub()).toString();
        String serverCa = hub.serverAuthority().toString();

        assertThat(verify(hubCa, device.certificate().toString()).exitCode()).isZero();
        assertThat(verify(otherCa, device.certificate().toString()).exitCode()).isNotZero();
        assertThat(verify(serverCa, device.certificate().toString()).exitCode()).isNotZero();
        assertThat(handshake(serverCa, hub.mqttsPort())).contains("Verify return code: 0 (ok)");
        assertThat(handshake(hubCa, hub.mqttsPort())).doesNotContain("Verify return code: 0 (ok)");
        assertThat(handshake(serverCa, hub.https("/").getPort())).contains("Verify return code: 0 (ok)");
    }

    @Test
    void deviceCertificate_looksAsItShould() {
        Fleet fleet = hub.fleet();
        Device device = fleet.device(fleet.hub());
        String text = openssl("x509", "-in", device.certificate().toString(), "-noout", "-text")
                .out();
        assertThat(text)
                .contains("Public-Key: (2048 bit)")
                .contains("sha256WithRSAEncryption")
                .containsPattern("Subject:.*CN *= *" + device.name())
                .containsPattern("Key Usage: critical\\s+Digital Signature, Key Encipherment")
                .contains("TLS Web Client Authentication")
                .containsPattern("Basic Constraints: critical\\s+CA:FALSE")
                .contains("Authority Key Identifier");
        assertThat(device.key()).content().startsWith("-----BEGIN RSA PRIVATE KEY-----");
    }

    @Test
    void serverCa_asksForCertificatesWithoutNamingAuthorities() {
        String said = handshake(hub.serverAuthority().toString(), hub.mqttsPort());
        assertThat(said).as("scaleway.md 0.15").contains("No client certificate CA names sent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1", "-tls1_1"})
    void oldTls_isRefused(String version) {
        for (int port : new int[] {hub.mqttsPort(), hub.https("/").getPort()}) {
            Ran ran = Ran.command(
                    Duration.ofMinutes(1),
                    List.of(
                            "openssl",
                            "s_client",
                            "-connect",
                            "127.0.0.1:" + port,
                            version,
                            "-cipher",
                            "ALL:@SECLEVEL=0"));
            assertThat(ran.out()).contains("Cipher is (NONE)");
        }
    }

    @Test
    void https_servesTheApiWithTheServersCertificate() throws Exception {
        HttpClient client =
                HttpClient.newBuilder().sslContext(Tls.trusting(hub).context()).build();
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(hub.https("/iot/v1/regions/fr-par/hubs"))
                        .header("X-Auth-Token", hub.adminToken())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void client_thatTrustsAnotherAuthority_doesNotConnect() {
        Fleet fleet = hub.fleet();
        Tls wrong = Tls.trustingFile(fleet.hubAuthority(fleet.hub()));
        assertThatThrownBy(() -> {
                    try (SSLSocket socket = wrong.connect("localhost", hub.mqttsPort())) {
                        socket.getSession();
                    }
                })
                .isInstanceOf(SSLHandshakeException.class);
    }

    private static Ran verify(String authority, String certificate) {
        return openssl("verify", "-CAfile", authority, "-no-CApath", certificate);
    }

    private static String handshake(String authority, int port) {
        return openssl(
                        "s_client",
                        "-connect",
                        "127.0.0.1:" + port,
                        "-servername",
                        "localhost",
                        "-verify_hostname",
                        "localhost",
                        "-CAfile",
                        authority,
                        "-no-CApath")
                .out();
    }

    private static Ran openssl(String... arguments) {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        return Ran.command(Duration.ofMinutes(1), command);
    }
}
