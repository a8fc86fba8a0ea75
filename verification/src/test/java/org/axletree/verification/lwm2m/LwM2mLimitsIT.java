package org.axletree.verification.lwm2m;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.axletree.verification.harness.Alone;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.RouteConsumer;
import org.axletree.verification.harness.Tls;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server of its own, with little room: what is full, and what a crash leaves of everything. */
@Alone
class LwM2mLimitsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final int MOST = 3;

    private static Axletree axletree;
    private static AxletreeProcess hub;

    @BeforeAll
    static void start() {
        axletree = Axletree.fresh();
        for (String limit : List.of(
                "CONNECTIONS_PER_HUB",
                "OBSERVATIONS_PER_DEVICE",
                "COAP_TRANSFERS",
                "DTLS_HANDSHAKES",
                "OBJECT_MODELS_PER_HUB")) {
            axletree.withLimit(limit, MOST);
        }
        axletree.withLimit("OBJECT_MODEL_BYTES", 2_000);
        hub = axletree.start();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static int coap() {
        return axletree.port("AXLETREE_COAP_PORT");
    }

    @Test
    void hub_withAllItsRegistrations_takesNoMore_untilOneEnds() {
        Fleet.Hub of = hub.fleet().hub();
        List<CoapLine> devices = new ArrayList<>();
        try {
            String last = "";
            for (int i = 0; i < MOST; i++) {
                CoapLine device = new CoapLine(coap());
                devices.add(device);
                last = device.register(Meter.plain(hub, of).node());
            }
            Meter further = Meter.plain(hub, of);
            try (CoapLine device = new CoapLine(coap())) {
                assertThat(device.ask(Code.POST, "rd?ep=" + further.node() + "&lt=60", "")
                                .orElseThrow()
                                .getCode())
                        .isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
                await().atMost(PATIENCE).until(() -> further.events(hub).contains("too_many_connections"));
                devices.get(MOST - 1).ask(Code.DELETE, last, "").orElseThrow();
                device.register(further.node());
            }
        } finally {
            devices.forEach(CoapLine::close);
        }
    }

    @Test
    void device_ofWhichAllIsObservedThatMayBe_isObservedNoFurther() throws Exception {
        Meter meter = Meter.plain(hub, hub.fleet().hub());
        try (CoapLine device = new CoapLine(coap())) {
            for (int i = 0; i < MOST; i++) {
                device.values.put("3303/0/" + i, new CoapLine.Said("1".getBytes(StandardCharsets.UTF_8), 0));
            }
            device.register(meter.node());
            try (CoapLine.Answering answering = device.answering()) {
                for (int i = 0; i < MOST - 1; i++) { // what it says by itself is observed, too
                    meter.operate(hub, "observe", "/3303/0/" + i).orThrow();
                }
                assertThat(meter.operate(hub, "observe", "/3303/0/" + (MOST - 1))
                                .status())
                        .isEqualTo(429);
            }
        }
    }

    @Test
    void hub_withAllItsObjectModels_takesNoMore_andNoLongOne() {
        Fleet.Hub of = hub.fleet().hub();
        for (int i = 0; i < MOST; i++) {
            PumpFile.put(hub, of, PumpFile.XML.replace("33000", "3300" + i)).orThrow();
        }
        assertThat(PumpFile.put(hub, of, PumpFile.XML.replace("33000", "33009")).status())
                .isEqualTo(403);
        PumpFile.put(hub, of, PumpFile.XML).orThrow(); // in the place of its former one
        assertThat(PumpFile.put(hub, of, PumpFile.XML.replace("Pump", "P".repeat(2_000)))
                        .text())
                .contains("bytes (expected: 1 to 2000)");
    }

    /** What comes in several blocks has to be kept until it is whole. */
    @Test
    void bodiesOfSeveralBlocks_areKeptForSoManyDevices_andNoMore() {
        List<CoapLine> devices =
                IntStream.range(0, 3 * MOST).mapToObj(i -> new CoapLine(coap())).toList();
        try {
            List<ResponseCode> begun =
                    devices.stream().map(device -> block(device, 0)).toList();
            List<ResponseCode> continued =
                    devices.stream().map(device -> block(device, 1)).toList();

            assertThat(begun).doesNotContain(ResponseCode.INTERNAL_SERVER_ERROR);
            assertThat(continued.stream().filter(code -> code == ResponseCode.CONTINUE))
                    .hasSize(MOST);
            assertThat(continued.stream().filter(code -> code == ResponseCode.REQUEST_ENTITY_INCOMPLETE))
                    .hasSize(2 * MOST);
        } finally {
            devices.forEach(CoapLine::close);
        }
    }

    private static ResponseCode block(CoapLine device, int number) {
        return device.askBlock("rd?ep=nobody", number, true, "</19/0>,</19/1>,")
                .orElseThrow()
                .getCode();
    }

    /** Whoever begins a handshake beyond them is not answered, until one of them has ended. */
    @Test
    void handshakes_areUnderWay_asManyAsMayBe_andNoMore() {
        List<DtlsHello> begun = new ArrayList<>();
        int port = axletree.port("AXLETREE_COAPS_PORT");
        try (DtlsHello further = new DtlsHello(port)) {
            assertThat(further.cookie()).isPresent();
            for (int i = 0; i < MOST; i++) {
                DtlsHello hello = new DtlsHello(port);
                begun.add(hello);
                hello.begin();
            }
            assertThat(further.cookie()).isEmpty();
            begun.get(0).abandon();
            await().atMost(PATIENCE).until(() -> further.cookie().isPresent());
        } finally {
            begun.forEach(DtlsHello::abandon);
            begun.forEach(DtlsHello::close);
        }
    }

    /**
     * What was acknowledged is there after a crash, and what was not is taken when it is said again. So are registrations, what is
     * observed, what waits for a device and what its owner described; with a certificate, after another handshake.
     */
    @Test
    void crash_losesNothingThatWasAcknowledged_andNoRegistration() throws Exception {
        Fleet.Hub of = hub.fleet().hub();
        Meter meter = Meter.plain(hub, of);
        DeviceKeyPair pair = DeviceKeyPair.made(false);
        Meter certified = Meter.certified(hub, of, pair.fingerprint());
        String queue = hub.fleet().route(of, "$oc/#").queue();
        X509Certificate server = Tls.shownBy(hub, axletree.port("AXLETREE_MQTTS_PORT"));
        PumpFile.put(hub, of).orThrow();
        try (CoapLine device = new CoapLine(coap());
                LeshanDevice withCertificate =
                        LeshanDevice.secure(certified.node(), pair, server, axletree.port("AXLETREE_COAPS_PORT"))) {
            device.values.put("33000/0", new CoapLine.Said(PumpFile.TLV, PumpFile.TLV_FORMAT));
            device.register(meter.node(), "</33000/0>");
            await().atMost(PATIENCE).until(() -> withCertificate.server().isPresent());
            String registration = withCertificate.registration();
            assertThat(device.isAcknowledged("first", device.say("first"))).isTrue();
            int second = device.say("second");
            hub.kill9();
            hub = axletree.start();
            // The registrations and what is observed are still there: nobody has to register anew.
            assertThat(device.isAcknowledged("second", second)).isTrue();
            certified.tell(hub, "kept");
            withCertificate.update();
            await().atMost(PATIENCE).until(() -> withCertificate.told.contains("kept"));
            assertThat(withCertificate.registration()).isEqualTo(registration);
            try (RouteConsumer consumer = RouteConsumer.of(hub, queue)) {
                assertThat(consumer.take(2, PATIENCE).stream().map(RouteConsumer.Received::text))
                        .contains("first", "second");
                withCertificate.say("third");
                await().atMost(PATIENCE)
                        .until(() ->
                                consumer.next(PATIENCE).orElseThrow().text().equals("third"));
            }
            try (CoapLine.Answering answering = device.answering()) {
                assertThat(meter.operate(hub, "read", "/33000/0").orThrow().text())
                        .contains("\"0\":\"north\",\"1\":2.5");
            }
        }
    }

    /** Answered is written, also where it is neither a message nor a new registration. */
    @Test
    void crash_forgetsNoUpdate_andNoEndOfARegistration_thatWasAnswered() {
        Fleet.Hub of = hub.fleet().hub();
        Meter updated = Meter.plain(hub, of);
        Meter ended = Meter.plain(hub, of);
        Meter further = Meter.plain(hub, of);
        try (CoapLine first = new CoapLine(coap());
                CoapLine second = new CoapLine(coap());
                CoapLine third = new CoapLine(coap())) {
            String ofFirst = first.register(updated.node());
            String ofSecond = second.register(ended.node());
            String ofThird = third.register(further.node());
            assertThat(code(first, Code.POST, ofFirst + "?lt=1")).isEqualTo(ResponseCode.CHANGED);
            assertThat(code(third, Code.POST, ofThird + "?lt=600")).isEqualTo(ResponseCode.CHANGED);
            assertThat(code(second, Code.DELETE, ofSecond)).isEqualTo(ResponseCode.DELETED);
            hub.kill9();
            hub = axletree.start();

            assertThat(code(first, Code.POST, ofFirst)).isEqualTo(ResponseCode.NOT_FOUND);
            assertThat(code(second, Code.POST, ofSecond)).isEqualTo(ResponseCode.NOT_FOUND);
            assertThat(code(third, Code.POST, ofThird)).isEqualTo(ResponseCode.CHANGED);
        }
    }

    /** Whom it had not asked yet what it says, it asks when it hears of it again. */
    @Test
    void crash_beforeADeviceIsObserved_isMadeUpForAtItsUpdate() {
        Meter meter = Meter.plain(hub, hub.fleet().hub());
        try (CoapLine device = new CoapLine(coap())) {
            String registration = device.ask(Code.POST, "rd?ep=" + meter.node() + "&lt=600", "")
                    .orElseThrow()
                    .getOptions()
                    .getLocationPathString();
            hub.kill9(); // the device has answered nothing
            hub = axletree.start();

            assertThat(code(device, Code.POST, registration)).isEqualTo(ResponseCode.CHANGED);
            assertThat(device.await(message -> message instanceof Request request && request.isObserve()))
                    .isPresent();
            assertThat(device.isAcknowledged("heard", device.say("heard"))).isTrue();
        }
    }

    private static ResponseCode code(CoapLine device, Code code, String path) {
        return device.ask(code, path, "").orElseThrow().getCode();
    }
}
