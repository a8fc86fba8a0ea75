package org.axletree.verification.lwm2m;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.Packet;
import org.axletree.verification.harness.RouteConsumer;
import org.axletree.verification.harness.RunningHub;
import org.axletree.verification.harness.SharedAxletree;
import org.axletree.verification.harness.Tls;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.SystemConfig;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.leshan.core.request.ContentFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Devices with Leshan's own client, with and without DTLS, where they are and where they have moved to. */
@ExtendWith(SharedAxletree.class)
class LeshanIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static int port(RunningHub hub, boolean secure) {
        return hub.axletree().port(secure ? "AXLETREE_COAPS_PORT" : "AXLETREE_COAP_PORT");
    }

    private static Meter meter(RunningHub hub, boolean secure) {
        Fleet.Hub of = hub.fleet().hub();
        return secure ? Meter.secure(hub, of) : Meter.plain(hub, of);
    }

    private static LeshanDevice device(Meter meter, boolean secure, int port, boolean connectionIds) {
        LeshanDevice device = secure
                ? LeshanDevice.secure(meter.node(), meter.node(), Meter.KEY, port, connectionIds)
                : LeshanDevice.plain(meter.node(), port);
        await().atMost(PATIENCE).until(() -> device.server().isPresent());
        return device;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void leshanDevice_andMqttDevice_exchangeMessagesBothWays_andShareAQueue(boolean secure, AxletreeProcess hub) {
        Meter meter = meter(hub, secure);
        Fleet.Device lamp = hub.fleet().insecureDevice(meter.hub());
        String queue = hub.fleet().route(meter.hub(), "#").queue();
        hub.fleet().route(meter.hub(), "$oc/#", queue);
        try (MqttLine mqtt = MqttLine.plain(hub).open(lamp);
                RouteConsumer consumer = RouteConsumer.of(hub, queue);
                LeshanDevice device = device(meter, secure, port(hub, secure), true)) {
            mqtt.subscribe(meter.topic("up"));
            assertThat(meter.status(hub)).isEqualTo("ONLINE");
            sayUntilHeard(device, mqtt, "up");
            mqtt.publishAndWait("lamp/state", "on");
            await().atMost(PATIENCE)
                    .until(() -> consumer.next(PATIENCE).orElseThrow().text().equals("on"));

            mqtt.publishAndWait(meter.topic("down"), "down");
            await().atMost(PATIENCE).until(() -> device.told.contains("down"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void objects_ofLeshansClient_areReadWrittenExecutedObservedAndSent(boolean secure, AxletreeProcess hub)
            throws Exception {
        Meter meter = meter(hub, secure);
        Fleet.Device lamp = hub.fleet().insecureDevice(meter.hub());
        try (MqttLine mqtt = MqttLine.plain(hub).open(lamp);
                LeshanDevice device = device(meter, secure, port(hub, secure), true)) {
            mqtt.subscribe("$oc/devices/" + meter.id() + "/sys/properties/report");
            assertThat(meter.operate(hub, "read", "/3/0/0")
                            .orThrow()
                            .json()
                            .path("value")
                            .asText())
                    .isEqualTo("Axletree");
            assertThat(meter.operate(hub, "read", "/3/0")
                            .orThrow()
                            .json()
                            .at("/value/14")
                            .asText())
                    .isEqualTo("+00:00");
            meter.operate(hub, "write", "/3/0/14", "\"+02:00\"").orThrow();
            meter.operate(hub, "execute", "/3/0/4").orThrow();
            assertThat(device.told).contains("offset +02:00", "execute 4");
            assertThat(meter.operate(hub, "write", "/3/0/0", "\"x\"").status()).isEqualTo(405);
            assertThat(meter.operate(hub, "discover", "/3").orThrow().text()).contains("</3/0/14>");

            assertThat(hub.api()
                            .get("devices/" + meter.id() + "/lwm2m")
                            .orThrow()
                            .json()
                            .findValuesAsText("name"))
                    .contains("Device", "Manufacturer");
            meter.operate(hub, "observe", "/3/0/14").orThrow();
            device.update();
            meter.operate(hub, "write", "/3/0/14", "\"+03:00\"").orThrow();
            assertThat(mqtt.message(PATIENCE).orElseThrow()).satisfies(LeshanIT::holdsTheOffset);
            for (ContentFormat format : new ContentFormat[] {ContentFormat.SENML_JSON, ContentFormat.SENML_CBOR}) {
                assertThat(device.send(format, "/3/0/14")).isTrue();
                assertThat(mqtt.message(PATIENCE).orElseThrow()).satisfies(LeshanIT::holdsTheOffset);
            }
            device.leave();
            await().atMost(PATIENCE).until(() -> meter.status(hub).equals("OFFLINE"));
        }
    }

    /** LwM2M 1.1 section 6.3: several resources by one request. */
    @Test
    void severalResources_areReadWrittenAndObservedAtOnce(AxletreeProcess hub) {
        Meter meter = meter(hub, false);
        Fleet.Device lamp = hub.fleet().insecureDevice(meter.hub());
        String both = "[\"/3/0/0\",\"/3/0/14\"]";
        try (MqttLine mqtt = MqttLine.plain(hub).open(lamp);
                LeshanDevice device = device(meter, false, port(hub, false), false)) {
            mqtt.subscribe("$oc/devices/" + meter.id() + "/sys/properties/report");
            Api.Answer read = meter.operate(hub, "read_composite", "", both);
            assertThat(read.orThrow().json().path("value").path("3/0/0").asText())
                    .isEqualTo("Axletree");
            meter.operate(hub, "write_composite", "", "{\"/3/0/14\":\"+04:00\"}")
                    .orThrow();
            assertThat(device.told).containsExactly("offset +04:00");
            meter.operate(hub, "observe_composite", "", both).orThrow();
            meter.operate(hub, "write", "/3/0/14", "\"+05:00\"").orThrow();
            assertThat(mqtt.message(PATIENCE).orElseThrow().text()).contains("\"0\":\"Axletree\"", "\"14\":\"+05:00\"");
            assertThat(meter.operate(hub, "read_composite", "", "[\"x\"]").status())
                    .isEqualTo(400);
        }
    }

    private static void holdsTheOffset(Packet message) {
        assertThat(message.text()).contains("\"14\":\"+03:00\"");
    }

    /** Whoever proves a key is that device and no other; a registration's path is its device's alone. */
    @Test
    void registrationOfAnother_cannotBeTaken(AxletreeProcess hub) {
        Meter meter = meter(hub, true);
        Meter thief = Meter.secure(hub, meter.hub());
        try (LeshanDevice device = device(meter, true, port(hub, true), true);
                LeshanDevice stealing =
                        LeshanDevice.secure(meter.node(), thief.node(), Meter.KEY, port(hub, true), true)) {
            await().atMost(PATIENCE).until(() -> meter.events(hub).contains("endpoint_name_wrong"));
            assertThat(stealing.server()).isEmpty();
            String registration = device.registration();
            try (CoapLine plain = new CoapLine(port(hub, false))) {
                assertThat(plain.ask(Code.POST, registration + "?lt=60", "")
                                .orElseThrow()
                                .getCode())
                        .isEqualTo(ResponseCode.NOT_FOUND);
                assertThat(plain.ask(Code.DELETE, registration, "")
                                .orElseThrow()
                                .getCode())
                        .isEqualTo(ResponseCode.NOT_FOUND);
            }
            assertThat(meter.status(hub)).isEqualTo("ONLINE");
            assertThat(thief.status(hub)).isEqualTo("INACTIVE");
        }
    }

    /** By its certificate, or by its raw public key (RFC 7250): whoever has another key pair is not that device. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void deviceWithAKeyPair_isThatDevice_andNobodyElse(boolean raw, AxletreeProcess hub) throws Exception {
        Fleet.Hub of = hub.fleet().hub();
        X509Certificate server = Tls.shownBy(hub, hub.axletree().port("AXLETREE_MQTTS_PORT"));
        DeviceKeyPair own = DeviceKeyPair.made(raw);
        DeviceKeyPair others = DeviceKeyPair.made(raw);
        Meter meter = Meter.certified(hub, of, own.fingerprint());
        Meter other = Meter.certified(hub, of, others.fingerprint());
        Fleet.Device lamp = hub.fleet().insecureDevice(of);
        int port = port(hub, true);
        try (MqttLine mqtt = MqttLine.plain(hub).open(lamp);
                LeshanDevice device = LeshanDevice.secure(meter.node(), own, server, port)) {
            mqtt.subscribe(meter.topic("up"));
            await().atMost(PATIENCE).until(() -> meter.status(hub).equals("ONLINE"));
            sayUntilHeard(device, mqtt, "proved");
            meter.tell(hub, "down");
            await().atMost(PATIENCE).until(() -> device.told.contains("down"));

            try (LeshanDevice thief = LeshanDevice.secure(meter.node(), others, server, port)) {
                await().atMost(PATIENCE).until(() -> meter.events(hub).contains("invalid_certificate"));
                assertThat(thief.server()).isEmpty();
            }
            DeviceKeyPair unknown = DeviceKeyPair.made(raw);
            try (LeshanDevice stranger = LeshanDevice.secure(other.node(), unknown, server, port)) {
                sayUntilHeard(device, mqtt, "still here");
                assertThat(stranger.server()).isEmpty();
                assertThat(other.status(hub)).isEqualTo("INACTIVE");
            }
            meter.freeze(hub);
            await().atMost(PATIENCE).until(() -> meter.status(hub).equals("FROZEN"));
        }
    }

    /** RFC 9146: the session stays, whatever the address; what the device says next tells where it is. */
    @Test
    void deviceWithConnectionId_thatMoves_isToldAtItsNewAddress(AxletreeProcess hub) {
        Meter meter = meter(hub, true);
        Fleet.Device lamp = hub.fleet().insecureDevice(meter.hub());
        try (MqttLine mqtt = MqttLine.plain(hub).open(lamp);
                MovingAddress address = new MovingAddress(port(hub, true));
                LeshanDevice device = device(meter, true, address.port(), true)) {
            mqtt.subscribe(meter.topic("up"));
            sayUntilHeard(device, mqtt, "before");
            int handshakes = address.handshakes();
            address.move();
            sayUntilHeard(device, mqtt, "after");
            meter.tell(hub, "found");
            await().atMost(PATIENCE).until(() -> device.told.contains("found"));
            assertThat(address.handshakes()).isEqualTo(handshakes);
        }
    }

    /** Without one, an update is what tells where the device is; over DTLS, after another handshake. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void deviceWithoutConnectionId_thatMoves_isToldAtItsNewAddress(boolean secure, AxletreeProcess hub) {
        Meter meter = meter(hub, secure);
        try (MovingAddress address = new MovingAddress(port(hub, secure));
                LeshanDevice device = device(meter, secure, address.port(), false)) {
            address.move();
            device.update();
            meter.tell(hub, "found");
            await().atMost(PATIENCE).until(() -> device.told.contains("found"));
            assertThat(meter.status(hub)).isEqualTo("ONLINE");
        }
    }

    /** It knows where to ask, and is given the rest. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void deviceMadeForTheHub_findsItByBootstrap(boolean secure, AxletreeProcess hub) {
        Meter meter = meter(hub, secure);
        int port = port(hub, secure);
        try (LeshanDevice device = secure
                ? LeshanDevice.bootstrapping(meter.node(), Meter.KEY, port)
                : LeshanDevice.bootstrapping(meter.node(), port)) {
            await().atMost(PATIENCE).until(() -> device.server().isPresent());
            assertThat(meter.status(hub)).isEqualTo("ONLINE");
        }
    }

    /** It keeps its private key, and is told what it has shown and what the hub shows. Whoever shows another is told nothing. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void deviceWithAKeyPair_findsTheHubByBootstrap(boolean raw, AxletreeProcess hub) throws Exception {
        X509Certificate server = Tls.shownBy(hub, hub.axletree().port("AXLETREE_MQTTS_PORT"));
        DeviceKeyPair own = DeviceKeyPair.made(raw);
        DeviceKeyPair others = DeviceKeyPair.made(raw);
        Meter meter = Meter.certified(hub, hub.fleet().hub(), own.fingerprint());
        Meter.certified(hub, meter.hub(), others.fingerprint());
        try (LeshanDevice thief = LeshanDevice.bootstrapping(meter.node(), others, server, port(hub, true))) {
            await().atMost(PATIENCE).until(() -> meter.events(hub).contains("invalid_certificate"));
            assertThat(thief.server()).isEmpty();
        }
        try (LeshanDevice device = LeshanDevice.bootstrapping(meter.node(), own, server, port(hub, true))) {
            await().atMost(PATIENCE).until(() -> device.server().isPresent());
            assertThat(meter.status(hub)).isEqualTo("ONLINE");
        }
    }

    /** Object 5: the image is written to the device, or fetched by it, and installed at a word. */
    @ParameterizedTest
    @ValueSource(strings = {"push", "coap", "https"})
    void firmware_comesToTheDevice_andIsInstalled(String transfer, AxletreeProcess hub) {
        Meter meter = meter(hub, false);
        byte[] image = new byte[5_000];
        new Random(5).nextBytes(image);
        String firmware = hub.api()
                .post(
                        "firmware",
                        "{\"hub_id\":\"" + meter.hub().id() + "\",\"name\":\"v2\",\"content\":\""
                                + Base64.getEncoder().encodeToString(image) + "\"}")
                .orThrow()
                .json()
                .path("id")
                .asText();
        String device = hub.api()
                .get("devices?hub_id=" + meter.hub().id())
                .orThrow()
                .json()
                .at("/devices/0/id")
                .asText();
        try (LeshanDevice leshan = device(meter, false, port(hub, false), false)) {
            leshan.downloadsBy(uri -> fetched(hub, uri));
            hub.api()
                    .post(
                            "devices/" + device + "/firmware",
                            "{\"firmware_id\":\"" + firmware + "\",\"transfer\":\"" + transfer + "\"}")
                    .orThrow();
            await().atMost(PATIENCE).until(() -> hub.api()
                    .get("devices/" + device + "/firmware")
                    .orThrow()
                    .json()
                    .path("state")
                    .asText()
                    .equals("succeeded"));
            assertThat(leshan.installed()).isEqualTo(image);
            await().atMost(PATIENCE).until(() -> meter.events(hub).contains("firmware_update"));
        }
    }

    private static byte[] fetched(RunningHub hub, String uri) {
        try {
            if (uri.startsWith("https:")) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(uri)).build();
                return HttpClient.newBuilder()
                        .sslContext(Tls.trusting(hub).context())
                        .build()
                        .send(request, HttpResponse.BodyHandlers.ofByteArray())
                        .body();
            }
            CoapEndpoint endpoint = CoapEndpoint.builder()
                    .setConfiguration(
                            new Configuration(CoapConfig.DEFINITIONS, UdpConfig.DEFINITIONS, SystemConfig.DEFINITIONS))
                    .build();
            try {
                return new CoapClient(uri).setEndpoint(endpoint).get().getPayload();
            } finally {
                endpoint.destroy();
            }
        } catch (Exception e) {
            throw new IllegalStateException(uri, e);
        }
    }

    /** What is observed is said when it changes, and the hub may still be about to observe it: each time it is another. */
    private static void sayUntilHeard(LeshanDevice device, MqttLine mqtt, String text) {
        for (int tries = 0; tries < 60; tries++) {
            device.say(text + tries);
            if (mqtt.message(Duration.ofSeconds(1))
                    .filter(message -> message.text().startsWith(text))
                    .isPresent()) {
                return;
            }
        }
        throw new AssertionError("nothing of what the device said was heard");
    }
}
