package org.axletree.verification.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Collector;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.Fleet.Hub;
import org.axletree.verification.harness.Fleet.Route;
import org.axletree.verification.harness.Load;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.Ran;
import org.axletree.verification.harness.RouteConsumer;
import org.axletree.verification.harness.Sender;
import org.axletree.verification.harness.StateFiles;
import org.junit.jupiter.api.Test;

/** Issue 2 item 10 and configuration.md: start, stop, start again, and what lies on the disk. */
class LifecycleIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** A machine that is busy with other things stops in order, too, but not in the time that is usual. */
    private static final String STOP_SECONDS = "200";

    @Test
    void life_ofAnInstallation() throws IOException {
        Axletree axletree = Axletree.fresh().with("AXLETREE_STOP_SECONDS", STOP_SECONDS);
        Hub home;
        Device device;
        Route route;
        String token;
        try (AxletreeProcess first = axletree.start()) {
            assertReadyIsOneLineWithAddresses(first);
            token = first.adminToken();
            Fleet fleet = first.fleet();
            home = fleet.hub();
            device = fleet.device(home);
            route = fleet.route(home, "kept");
            try (MqttLine line = MqttLine.mutualTls(first, device).open(device)) {
                line.publishAndWait("kept", "over a restart");
            }
            assertSecretsStaySecret(first, device);
            assertStopsInOrder(first);
        }
        try (AxletreeProcess second = axletree.launch()) {
            assertAsksForPatience(second);
            second.awaitReady(PATIENCE);
            assertThat(second.adminToken()).isEqualTo(token);
            assertThat(second.api().get("hubs/" + home.id()).status()).isEqualTo(200);
            try (MqttLine line = MqttLine.mutualTls(second, device).open(device);
                    RouteConsumer consumer = RouteConsumer.of(second, route.queue())) {
                line.publishAndWait("kept", "and again");
                assertThat(consumer.take(2, PATIENCE))
                        .extracting(RouteConsumer.Received::text)
                        .containsExactly("over a restart", "and again");
            }
        }
    }

    @Test
    void terminate_duringTraffic_losesNothingThatWasAcknowledged() {
        Axletree axletree = Axletree.fresh().with("AXLETREE_STOP_SECONDS", STOP_SECONDS);
        AxletreeProcess hub = axletree.start();
        Fleet fleet = hub.fleet();
        Hub home = fleet.hub();
        Route route = fleet.route(home, "traffic/#");
        List<Sender> senders = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Device device = fleet.insecureDevice(home);
            senders.add(new Sender(
                    () -> MqttLine.plain(hub).open(device),
                    "traffic/" + i,
                    "sender" + i + "/",
                    1_000_000,
                    50,
                    PATIENCE));
        }
        try (Load load = Load.start(senders)) {
            Awaitility.await().atMost(PATIENCE).until(() -> load.acknowledgedCount() > 1_000);
            Ran ended = hub.terminate(PATIENCE);
            assertThat(ended.exitCode()).isIn(0, 143);
            Set<String> promised = load.acknowledged();
            load.close();
            try (AxletreeProcess again = axletree.start();
                    Collector collector = Collector.start(() -> RouteConsumer.of(again, route.queue()))) {
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> collector.texts().containsAll(promised));
            }
        } finally {
            hub.close();
        }
    }

    /** From the first connection that the web port takes until the hub is ready there is one answer, and it is in our own words. */
    private static void assertAsksForPatience(AxletreeProcess starting) {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest question = HttpRequest.newBuilder(starting.http("/iot/v1/regions/fr-par/hubs"))
                .build();
        HttpRequest page = HttpRequest.newBuilder(starting.http("/hubs"))
                .header("Accept", "text/html,application/xhtml+xml")
                .build();
        AtomicInteger patience = new AtomicInteger();
        AtomicInteger pages = new AtomicInteger();
        Awaitility.await().atMost(PATIENCE).until(() -> {
            HttpResponse<String> answer;
            try {
                answer = client.send(question, HttpResponse.BodyHandlers.ofString());
            } catch (IOException notOpenYet) {
                return false;
            }
            if (answer.statusCode() == 401) { // ready: it asks for the token
                return true;
            }
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("5");
            assertThat(answer.body()).contains("the hub is starting");
            patience.incrementAndGet();
            HttpResponse<String> shown = client.send(page, HttpResponse.BodyHandlers.ofString());
            if (shown.statusCode() == 503) {
                assertThat(shown.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
                assertThat(shown.body()).contains("<h1>The hub is starting</h1>", "http-equiv=\"refresh\"");
                pages.incrementAndGet();
            }
            return false;
        });
        assertThat(patience).hasPositiveValue();
        assertThat(pages).as("for browsers").hasPositiveValue();
    }

    private static void assertReadyIsOneLineWithAddresses(AxletreeProcess hub) {
        List<String> ready = hub.out()
                .lines()
                .filter(line -> line.contains("Axletree is ready"))
                .toList();
        assertThat(ready).hasSize(1);
        assertThat(hub.out())
                .contains(Integer.toString(hub.mqttPort()))
                .contains(Integer.toString(hub.mqttsPort()))
                .contains(Integer.toString(hub.http("/").getPort()))
                .doesNotContain(hub.adminPassword())
                .doesNotContain(hub.adminToken());
        assertThat(hub.err()).isEmpty();
    }

    private static void assertSecretsStaySecret(AxletreeProcess hub, Device device) throws IOException {
        Path state = hub.home();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
                .isEqualTo("rwx------");
        for (String name : List.of("admin-password", "admin-token", "jms-password", "master.key")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve(name))))
                    .as(name)
                    .isEqualTo("rw-------");
        }
        String keyLine = Files.readAllLines(device.key()).get(3);
        StateFiles.each(state, (file, content) -> {
            assertThat(content.contains(keyLine))
                    .as("the device's key in " + file)
                    .isFalse();
            assertThat(content.contains("PRIVATE KEY-----"))
                    .as("a private key in " + file)
                    .isFalse();
            if (!file.getFileName().toString().startsWith("admin-")) {
                assertThat(content.contains(hub.adminToken()))
                        .as("the token in " + file)
                        .isFalse();
                assertThat(content.contains(hub.adminPassword()))
                        .as("the password in " + file)
                        .isFalse();
            }
            if (!file.endsWith("jms-password")) {
                assertThat(content.contains(hub.jmsPassword()))
                        .as("the JMS password in " + file)
                        .isFalse();
            }
        });
    }

    private static void assertStopsInOrder(AxletreeProcess hub) {
        Ran ended = hub.terminate(PATIENCE);
        assertThat(ended.exitCode()).isIn(0, 143);
        assertThat(ended.err()).isEmpty();
        assertThatThrownBy(() -> {
                    try (Socket socket = new Socket()) {
                        socket.connect(new InetSocketAddress("127.0.0.1", hub.mqttPort()), 1_000);
                    }
                })
                .isInstanceOf(ConnectException.class);
    }
}
