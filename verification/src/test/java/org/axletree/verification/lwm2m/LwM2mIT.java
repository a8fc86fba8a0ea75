package org.axletree.verification.lwm2m;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.KernelSockets;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.Ran;
import org.axletree.verification.harness.RouteConsumer;
import org.axletree.verification.harness.RunningHub;
import org.axletree.verification.harness.SharedAxletree;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Issue 14: LwM2M devices, with and without DTLS, beside the MQTT devices of their hub. */
@ExtendWith(SharedAxletree.class)
class LwM2mIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static int coap(RunningHub hub) {
        return hub.axletree().port("AXLETREE_COAP_PORT");
    }

    @Test
    void device_andMqttDevice_exchangeMessagesBothWays(AxletreeProcess hub) {
        Fleet.Hub of = hub.fleet().hub();
        Meter meter = Meter.plain(hub, of);
        Fleet.Device lamp = hub.fleet().insecureDevice(of);
        assertThat(meter.status(hub)).isEqualTo("INACTIVE");
        try (CoapLine device = new CoapLine(coap(hub));
                MqttLine mqtt = MqttLine.plain(hub).open(lamp);
                RouteConsumer queue =
                        RouteConsumer.of(hub, hub.fleet().route(of, "#").queue());
                RouteConsumer uplinks =
                        RouteConsumer.of(hub, hub.fleet().route(of, "$oc/#").queue())) {
            mqtt.subscribe(meter.topic("up"));
            device.register(meter.node());
            assertThat(meter.status(hub)).isEqualTo("ONLINE");

            int said = device.say("20.5");
            assertThat(device.isAcknowledged("20.5", said)).isTrue();
            assertThat(mqtt.message(PATIENCE)).isPresent();
            assertThat(uplinks.next(PATIENCE).orElseThrow().text()).isEqualTo("20.5");

            mqtt.publishAndWait(meter.topic("down"), "open");
            device.await(message -> device.told.contains("open"));
            assertThat(device.told).containsExactly("open");
            assertThat(queue.next(Duration.ofMillis(10))).isEmpty();
        }
    }

    /** As after a power cut: each is asked what it says, and nothing that comes finds the door's buffer full. */
    @Test
    void fleet_thatComesAllAtOnce_isObserved_andNothingOfItIsLost(AxletreeProcess hub) throws IOException {
        List<String> nodes =
                IntStream.range(0, 600).mapToObj(i -> Fleet.unique("node")).toList();
        Meter.nodes(hub, hub.fleet().hub(), nodes);
        long lost = KernelSockets.lostDatagrams(coap(hub));
        try (DeviceCrowd devices = new DeviceCrowd(coap(hub), nodes)) {
            devices.register();
            for (long end = System.nanoTime() + PATIENCE.toNanos();
                    devices.observed() < nodes.size() && System.nanoTime() - end < 0; ) {
                devices.listen(20);
            }
            assertThat(devices.observed()).isEqualTo(nodes.size());
            assertThat(KernelSockets.lostDatagrams(coap(hub))).isEqualTo(lost);
            devices.deregister();
        }
    }

    @Test
    void messages_toADeviceThatIsAway_waitAndComeInOrder(AxletreeProcess hub) {
        Meter meter = Meter.plain(hub, hub.fleet().hub());
        for (String text : List.of("1", "2", "3")) {
            meter.tell(hub, text);
        }
        try (CoapLine device = new CoapLine(coap(hub))) {
            String registration = device.register(meter.node());
            device.await(message -> device.told.size() == 3);
            assertThat(device.told).containsExactly("1", "2", "3");

            assertThat(device.ask(Code.DELETE, registration, "").orElseThrow().getCode())
                    .isEqualTo(ResponseCode.DELETED);
            await().atMost(PATIENCE).until(() -> meter.status(hub).equals("OFFLINE"));
        }
    }

    @Test
    void object_isReadByTheApi_andAnErrorOfTheDeviceIsOne(AxletreeProcess hub) throws Exception {
        Meter meter = Meter.plain(hub, hub.fleet().hub());
        try (CoapLine device = new CoapLine(coap(hub))) {
            device.register(meter.node());
            try (CoapLine.Answering answering = device.answering()) {
                Api.Answer read = meter.operate(hub, "read", "/3/0/0");
                assertThat(read.status()).isEqualTo(200);
                assertThat(read.json().path("value").asText()).isEqualTo("Axletree");
                assertThat(meter.operate(hub, "read", "/9/9/9").status()).isEqualTo(404);
            }
        }
    }

    /** A maker's own object: bytes until its file is there, and what it says from then on, for a device that is registered. */
    @Test
    void ownersObject_isReadWrittenAndListed_asItsFileSays(AxletreeProcess hub) throws Exception {
        Fleet.Hub of = hub.fleet().hub();
        Meter meter = Meter.plain(hub, of);
        try (CoapLine device = new CoapLine(coap(hub))) {
            device.values.put("33000/0", new CoapLine.Said(PumpFile.TLV, PumpFile.TLV_FORMAT));
            device.values.put("33000/0/2", new CoapLine.Said(new byte[0], MediaTypeRegistry.TEXT_PLAIN));
            device.register(meter.node(), "</33000/0>");
            try (CoapLine.Answering answering = device.answering()) {
                assertThat(meter.operate(hub, "read", "/33000/0").orThrow().text())
                        .contains("\"0\":\"bm9ydGg=\"");

                String id = PumpFile.put(hub, of).orThrow().json().path("id").asText();
                await().atMost(PATIENCE).until(() -> meter.operate(hub, "read", "/33000/0")
                        .orThrow()
                        .text()
                        .contains("\"0\":\"north\",\"1\":2.5"));
                meter.operate(hub, "write", "/33000/0/2", "\"1970-01-01T00:01:00Z\"")
                        .orThrow();
                assertThat(device.written).containsExactly("33000/0/2=60");
                assertThat(meter.operate(hub, "write", "/33000/0/2", "60").status())
                        .isEqualTo(400);
                assertThat(hub.api()
                                .get("devices/" + meter.id() + "/lwm2m")
                                .orThrow()
                                .text())
                        .contains("\"name\":\"Pump\"", "\"name\":\"Pressure\",\"units\":\"bar\",\"type\":\"float\"");

                assertThat(PumpFile.put(hub, of).orThrow().json().path("id").asText())
                        .isEqualTo(id);
                assertThat(hub.api()
                                .get("object-models?hub_id=" + of.id())
                                .orThrow()
                                .json()
                                .path("total_count")
                                .asInt())
                        .isEqualTo(1);
                assertThat(hub.api()
                                .get("object-models/" + id)
                                .orThrow()
                                .json()
                                .path("content")
                                .asText())
                        .isEqualTo(PumpFile.XML);
                assertThat(PumpFile.put(hub, of, "<!DOCTYPE x><LWM2M/>").text()).contains("without a document type");
                assertThat(hub.api()
                                .get("/iot/v1/audit?hub_id=" + of.id())
                                .orThrow()
                                .text())
                        .contains("\"object_model\"");
                hub.api().delete("object-models/" + id);
                await().atMost(PATIENCE).until(() -> meter.operate(hub, "read", "/33000/0")
                        .orThrow()
                        .text()
                        .contains("bm9ydGg="));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"lt=x", "lt=0", "lt=100000000000000000000", "lt=-1", "lt", "b=zz", "b=", "lwm2m=one", "lt=5&lt=6"
            })
    void registration_thatMakesNoSense_is400(String rubbish, AxletreeProcess hub) {
        Meter meter = Meter.plain(hub, hub.fleet().hub());
        try (CoapLine device = new CoapLine(coap(hub))) {
            assertThat(device.ask(Code.POST, "rd?ep=" + meter.node() + "&" + rubbish, "")
                            .orElseThrow()
                            .getCode())
                    .isEqualTo(ResponseCode.BAD_REQUEST);
            assertThat(device.ask(
                                    Code.POST,
                                    "rd?ep=" + meter.node(),
                                    "</3/0>,<",
                                    MediaTypeRegistry.APPLICATION_LINK_FORMAT)
                            .orElseThrow()
                            .getCode())
                    .isEqualTo(ResponseCode.BAD_REQUEST);
        }
    }

    /** Options, tokens, block numbers: each datagram is one that makes sense, with some bytes changed. */
    @Test
    void rubbish_isAnsweredByLittleOrNothing_andNeverByAFailureOfTheServer(AxletreeProcess hub) {
        Meter meter = Meter.plain(hub, hub.fleet().hub());
        Random random = new Random(14);
        byte[] whole = ("\u0044\u0002ab\u0001\u0002\u0003\u0004\u00b2rd\u0049ep="
                        + meter.node().substring(0, 6) + "\u0025lt=60\u00c1\u0028\u00d1\u0002\u0016\u00ff</3/0>")
                .getBytes(StandardCharsets.ISO_8859_1);
        try (CoapLine device = new CoapLine(coap(hub))) {
            for (int i = 0; i < 2_000; i++) {
                byte[] changed = whole.clone();
                for (int n = random.nextInt(4); n >= 0; n--) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                }
                device.send(changed);
                for (Optional<byte[]> answer = device.datagram(Duration.ofMillis(1));
                        answer.isPresent();
                        answer = device.datagram(Duration.ofMillis(1))) {
                    assertThat(answer.get().length + 28).isLessThan(3 * (changed.length + 28));
                    assertThat(answer.get()[1] >> 5).as("class of the code").isNotEqualTo(5);
                }
            }
            device.register(meter.node());
        }
    }

    @Test
    void unknownNode_andSecureDeviceWithoutDtls_are403(AxletreeProcess hub) {
        Meter secure = Meter.secure(hub, hub.fleet().hub());
        try (CoapLine device = new CoapLine(coap(hub))) {
            for (String node : List.of("nobody-at-all", secure.node())) {
                assertThat(device.ask(Code.POST, "rd?ep=" + node + "&lt=60", "")
                                .orElseThrow()
                                .getCode())
                        .isEqualTo(ResponseCode.FORBIDDEN);
            }
        }
        await().atMost(PATIENCE).until(() -> secure.events(hub).contains("dtls_required"));
    }

    /** A device with many objects. */
    @Test
    void registrationInSeveralBlocks_isTaken_withAllItsObjects(AxletreeProcess hub) {
        Meter meter = Meter.plain(hub, hub.fleet().hub());
        String uri = "rd?ep=" + meter.node() + "&lt=60";
        List<String> blocks = List.of("</3303/0>,</3304", "/0>,</3305/0>,</", "3306/0>");
        try (CoapLine device = new CoapLine(coap(hub))) {
            for (int i = 0; i < blocks.size(); i++) {
                boolean more = i < blocks.size() - 1;
                assertThat(device.askBlock(uri, i, more, blocks.get(i))
                                .orElseThrow()
                                .getCode())
                        .isEqualTo(more ? ResponseCode.CONTINUE : ResponseCode.CREATED);
            }
            assertThat(hub.api()
                            .get("devices/" + meter.id() + "/lwm2m")
                            .orThrow()
                            .text())
                    .contains("/3303/0", "/3304/0", "/3305/0", "/3306/0");
        }
    }

    /** Asked about together, and answered each by itself. */
    @Test
    void registrationsAtOnce_areAnsweredAsEachAlone(AxletreeProcess hub) throws Exception {
        Fleet.Hub of = hub.fleet().hub();
        Map<String, ResponseCode> expected = new LinkedHashMap<>();
        List<Meter> plain = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            plain.add(Meter.plain(hub, of));
            expected.put(plain.get(i).node(), ResponseCode.CREATED);
            expected.put("nobody-" + i, ResponseCode.FORBIDDEN);
        }
        expected.put(Meter.secure(hub, of).node(), ResponseCode.FORBIDDEN);
        ExecutorService devices = Executors.newFixedThreadPool(expected.size());
        try {
            Map<String, Future<ResponseCode>> answers = new LinkedHashMap<>();
            for (String node : expected.keySet()) {
                answers.put(node, devices.submit(() -> {
                    try (CoapLine device = new CoapLine(coap(hub))) {
                        return device.ask(Code.POST, "rd?ep=" + node + "&lt=60", "")
                                .orElseThrow()
                                .getCode();
                    }
                }));
            }
            for (Map.Entry<String, Future<ResponseCode>> answer : answers.entrySet()) {
                assertThat(answer.getValue().get()).as(answer.getKey()).isEqualTo(expected.get(answer.getKey()));
            }
        } finally {
            devices.shutdownNow();
        }
        for (Meter meter : plain) {
            assertThat(meter.status(hub)).isEqualTo("ONLINE");
        }
    }

    /** libcoap's client, as it is in Debian: the right key, another's name, a wrong key. */
    @Test
    void deviceWithDtls_isItsKeys_andNobodyElses(AxletreeProcess hub) {
        Meter meter = Meter.secure(hub, hub.fleet().hub());
        assertThat(libcoap(hub, meter.node(), Meter.KEY, "rd?ep=" + meter.node() + "&lt=60"))
                .contains("2.01");
        assertThat(meter.status(hub)).isEqualTo("ONLINE");
        Meter other = Meter.secure(hub, meter.hub());
        assertThat(libcoap(hub, other.node(), Meter.KEY, "rd?ep=" + meter.node() + "&lt=60"))
                .contains("4.03");
        assertThat(libcoap(hub, other.node(), "wrong-key", "rd?ep=" + other.node() + "&lt=60"))
                .doesNotContain("2.01", "4.0");
        await().atMost(PATIENCE)
                .until(() -> meter.events(hub).contains("preshared_key_wrong")
                        && meter.events(hub).contains("endpoint_name_wrong"));

        meter.freeze(hub);
        await().atMost(PATIENCE).until(() -> meter.status(hub).equals("FROZEN"));
        assertThat(libcoap(hub, meter.node(), Meter.KEY, "rd?ep=" + meter.node() + "&lt=60"))
                .contains("4.03");
    }

    /** The commands of the guide, as a reader types them. */
    @Test
    void guide_leadsToDevicesThatAreOnline(AxletreeProcess hub) throws Exception {
        Fleet.Hub of = hub.fleet().hub();
        String project = hub.api()
                .get("hubs/" + of.id())
                .orThrow()
                .json()
                .path("project_id")
                .asText();
        String script = Pattern.compile("```console\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/guide/lwm2m.md")))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining());
        Ran.command(
                        PATIENCE,
                        hub.axletree().directory(),
                        Map.of(
                                "HUB", of.id(),
                                "PROJECT", project,
                                "TOKEN", hub.adminToken(),
                                "WEB", hub.http("").toString(),
                                "HOST", "127.0.0.1",
                                "COAP_PORT", Integer.toString(coap(hub)),
                                "COAPS_PORT", Integer.toString(hub.axletree().port("AXLETREE_COAPS_PORT"))),
                        List.of("bash", "-euc", script))
                .orThrow();
        assertThat(new Meter("meter_meter-1", "meter-1", of).status(hub)).isEqualTo("ONLINE");
        assertThat(new Meter("meter_meter-2", "meter-2", of).status(hub)).isEqualTo("ONLINE");
    }

    private static String libcoap(RunningHub hub, String identity, String key, String uri) {
        Ran ran = Ran.command(
                PATIENCE,
                List.of(
                        "coap-client-openssl",
                        "-v",
                        "6",
                        "-B",
                        "6",
                        "-u",
                        identity,
                        "-k",
                        key,
                        "-m",
                        "post",
                        "coaps://127.0.0.1:" + hub.axletree().port("AXLETREE_COAPS_PORT") + "/" + uri,
                        "-e",
                        "</19/0>"));
        return ran.out() + ran.err();
    }
}
