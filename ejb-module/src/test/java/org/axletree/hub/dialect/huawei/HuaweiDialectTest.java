package org.axletree.hub.dialect.huawei;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.zip.GZIPOutputStream;
import org.axletree.core.door.Admission;
import org.axletree.core.door.Reply;
import org.axletree.core.door.SessionRules;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.limit.PlanRules;
import org.axletree.core.limit.SessionLimits;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.Message;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.PublishedMessage;
import org.axletree.hub.dialect.ProxyPublisher;
import org.axletree.hub.dialect.Reading;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.huawei.HuaweiAddress;
import org.axletree.hub.registry.huawei.HuaweiDevice;
import org.axletree.hub.registry.huawei.HuaweiDevices;
import org.axletree.hub.registry.huawei.HuaweiStatus;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.settings.HubSettings;
import org.axletree.hub.telemetry.HubMetrics;
import org.axletree.hub.telemetry.HubTraffic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a gateway p_gw with a child p_c1 may say, and what the hub makes of it. */
class HuaweiDialectTest {
    private static final String OWN = "$oc/devices/p_gw/";

    /** How far clocks were off, as they were counted. */
    private static final class Clocks extends HubTraffic {
        private final List<Long> seconds = new ArrayList<>();

        @Override
        public void clockSkew(long off) {
            seconds.add(off);
        }
    }

    private final Clocks clocks = new Clocks();
    private final List<HubMessage> published = new ArrayList<>();
    private RegistryFixture registry;
    private HuaweiAddress address;
    private ReportedShadows reported;
    private HuaweiCommands commands;
    private HuaweiDialect dialect;
    private Admission.Admitted gateway;
    private HuaweiDevice child;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(TestDatabase.H2.open());
        Hub hub = registry.hub("hub");
        address = new HuaweiAddress(hub.projectId(), Optional.empty());
        HuaweiDevice device = registry.huawei
                .create(address, HuaweiDevices.withSecret("gw", "12345678", 0), HuaweiFilters.OWN_TOPICS)
                .device();
        child = registry.huawei
                .create(address, HuaweiDevices.behind("p_gw", "c1"), HuaweiFilters.OWN_TOPICS)
                .device();
        reported = new ReportedShadows(registry.shadows);
        commands = new HuaweiCommands(registry.huaweiCommands) {
            @Override
            void execute(Runnable task) {
                task.run();
            }
        };
        dialect = new HuaweiDialect(
                reported,
                new HuaweiCalls(
                        new HubSettings() {
                            @Override
                            public int limit(HubLimit limit) {
                                return limit.standard();
                            }
                        },
                        commands),
                new HuaweiRequests(
                        registry.huawei,
                        registry.shadows,
                        reported,
                        new SubDevices(registry.huawei),
                        new ChildMessages(registry.huawei, new Recording()),
                        new HubMetrics() {
                            @Override
                            public HubTraffic of(String hubId) {
                                return clocks;
                            }
                        }));
        DeviceIdentity identity =
                new DeviceIdentity(hub.id(), hub.name(), device.device().id(), "p_gw");
        gateway = new Admission.Admitted(
                identity,
                MessageFilters.EVERYTHING,
                SessionLimits.DEFAULT,
                PlanRules.EVERYTHING,
                false,
                0,
                "huawei",
                dialect.rules(identity));
    }

    private final class Recording implements ProxyPublisher {
        @Override
        public CompletionStage<Optional<Reason>> publish(String hubId, String deviceId, HubMessage message) {
            published.add(message);
            return CompletableFuture.completedFuture(Optional.empty());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "$oc/devices/p_gw/sys/messages/down, TOPIC_FOREIGN",
        "$oc/devices/p_c1/sys/messages/up, TOPIC_FOREIGN",
        "a/b, TOPIC_FOREIGN",
        "$oc/devices/p_gw/sys/messages/up?encoding=gzip, PAYLOAD_MALFORMED"
    })
    void message_thatTheCloudDoesNotTake_isDropped_andTheConnectionStays(String topic, Reason reason) {
        assertThat(read(topic, "{}")).isEqualTo(new Reading.Refused(reason, false));
    }

    @Test
    void customTopic_ofMoreThan128Bytes_isDropped() {
        String longest = OWN + "user/" + "t".repeat(128 - OWN.length() - 5);

        assertThat(read(longest, "")).isEqualTo(Reading.AS_IS);
        assertThat(read(longest + "t", "")).isEqualTo(new Reading.Refused(Reason.TOPIC_TOO_LONG, false));
    }

    @Test
    void message_ofTooHighAQualityOfService_orTooLarge_isDropped() {
        PublishedMessage exactlyOnce = message(OWN + "sys/messages/up", new byte[0], Qos.EXACTLY_ONCE);
        PublishedMessage large =
                message(OWN + "sys/messages/up", new byte[HuaweiDialect.MOST_BYTES + 1], Qos.AT_LEAST_ONCE);

        assertThat(dialect.read(gateway, exactlyOnce)).isEqualTo(new Reading.Refused(Reason.QOS_FORBIDDEN, false));
        assertThat(dialect.read(gateway, large)).isEqualTo(new Reading.Refused(Reason.PAYLOAD_TOO_LARGE, false));
    }

    @Test
    void compressedMessage_isCanonicalWithoutTheWord() throws IOException {
        Reading reading = dialect.read(
                gateway,
                message(OWN + "sys/messages/up?encoding=gzip", compressed("hello".getBytes(UTF_8)), Qos.AT_LEAST_ONCE));

        assertThat(reading).isInstanceOfSatisfying(Reading.Canonical.class, canonical -> {
            assertThat(canonical.message().topic()).isEqualTo(OWN + "sys/messages/up");
            assertThat(canonical.message().payload()).isEqualTo("hello".getBytes(UTF_8));
        });
    }

    @Test
    void compressedMessage_thatUnpacksToMoreThanAMegabyte_isDropped() throws IOException {
        byte[] bomb = compressed(new byte[HuaweiDialect.MOST_BYTES + 1]);

        assertThat(dialect.read(gateway, message(OWN + "sys/messages/up?encoding=gzip", bomb, Qos.AT_MOST_ONCE)))
                .isEqualTo(new Reading.Refused(Reason.PAYLOAD_TOO_LARGE, false));
    }

    @Test
    void report_isPassedOn_andInTheShadowThatTheDeviceAsksFor() {
        assertThat(read(
                        OWN + "sys/properties/report",
                        "{\"services\":[{\"service_id\":\"s\",\"properties\":{\"t\":1},"
                                + "\"event_time\":\"20260301T081011Z\"}]}"))
                .isEqualTo(Reading.AS_IS);

        assertThat(read(OWN + "sys/shadow/get/request_id=9", "{}")).isEqualTo(Reading.REQUEST);
        Reply reply = ask(OWN + "sys/shadow/get/request_id=9", "{\"service_id\":\"s\"}");

        assertThat(said(reply).topic()).isEqualTo(OWN + "sys/shadow/get/response/request_id=9");
        assertThat(json(reply))
                .hasToString("{\"object_device_id\":\"p_gw\",\"shadow\":[{\"service_id\":\"s\","
                        + "\"desired\":{\"properties\":{}},"
                        + "\"reported\":{\"properties\":{\"t\":1},\"event_time\":\"20260301T081011Z\"},"
                        + "\"version\":0}]}");
    }

    @Test
    void timeRequest_isAnsweredWithItsOwnTime() {
        String topic = OWN + "sys/events/up";
        String request = "{\"services\":[{\"service_id\":\"$time_sync\",\"event_type\":\"time_sync_request\","
                + "\"event_id\":\"e7\",\"paras\":{\"device_send_time\":42}}]}";
        assertThat(read(topic, request)).isEqualTo(Reading.REQUEST);

        JsonObject service = json(ask(topic, request)).getJsonArray("services").getJsonObject(0);

        assertThat(service.getString("event_type")).isEqualTo("time_sync_response");
        assertThat(service.getString("event_id")).isEqualTo("e7");
        assertThat(service.getJsonObject("paras").keySet())
                .containsExactly("device_send_time", "server_recv_time", "server_send_time");
        assertThat(service.getJsonObject("paras").getInt("device_send_time")).isEqualTo(42);
        long received =
                service.getJsonObject("paras").getJsonNumber("server_recv_time").longValue();
        assertThat(clocks.seconds).as("a clock of 1970").containsExactly(Math.floorDiv(42 - received, 1_000L));
    }

    @Test
    void otherEvents_arePassedOn() {
        assertThat(read(
                        OWN + "sys/events/up",
                        "{\"services\":[{\"service_id\":\"$sdk_info\",\"event_type\":\"sdk_info_report\"}]}"))
                .isEqualTo(Reading.AS_IS);
    }

    @Test
    void gateway_addsAndDeletesChildren() {
        JsonObject added = paras(
                "add_sub_device_request",
                "{\"devices\":[{\"node_id\":\"c2\",\"product_id\":\"p\"},"
                        + "{\"node_id\":\"c1\",\"product_id\":\"p\"}]}");
        assertThat(added.getJsonArray("successful_devices").getJsonObject(0).getString("device_id"))
                .isEqualTo("p_c2");
        assertThat(added.getJsonArray("failed_devices").getJsonObject(0).getString("node_id"))
                .isEqualTo("c1");

        assertThat(paras("sub_device_sync_request", "{\"version\":1}").getJsonArray("devices"))
                .hasSize(2);

        JsonObject deleted = paras("delete_sub_device_request", "{\"devices\":[\"p_c2\",\"p_gw\"]}");
        assertThat(deleted.getJsonArray("successful_devices").getString(0)).isEqualTo("p_c2");
        assertThat(deleted.getJsonArray("failed_devices").getJsonObject(0).getString("device_id"))
                .isEqualTo("p_gw");
    }

    @Test
    void gateway_saysHowItsChildrenAre() {
        registry.connected.add(gateway.identity().deviceId());
        assertThat(registry.huawei.get(address, "p_c1").status()).isEqualTo(HuaweiStatus.INACTIVE);

        paras("sub_device_update_status", "{\"device_statuses\":[{\"device_id\":\"p_c1\",\"status\":\"ONLINE\"}]}");

        assertThat(registry.huawei.get(address, "p_c1").status()).isEqualTo(HuaweiStatus.ONLINE);
        registry.connected.clear();
        assertThat(registry.huawei.get(address, "p_c1").status()).isEqualTo(HuaweiStatus.OFFLINE);
    }

    @Test
    void gatewaysReport_becomesTheChildrens_andAStrangerIsTold() {
        String topic = OWN + "sys/gateway/sub_devices/properties/report";
        String report = "{\"devices\":[{\"device_id\":\"p_c1\",\"services\":[{\"service_id\":\"s\"}]},"
                + "{\"device_id\":\"p_gw\",\"services\":[]}]}";
        assertThat(read(topic, report)).isEqualTo(Reading.REQUEST);

        Reply reply = ask(topic, report);

        assertThat(reply.refusal()).contains(Reason.TOPIC_FOREIGN);
        assertThat(published).singleElement().satisfies(message -> {
            assertThat(message.topic()).isEqualTo("$oc/devices/p_c1/sys/properties/report");
            assertThat(message.payload()).asString(UTF_8).isEqualTo("{\"services\":[{\"service_id\":\"s\"}]}");
        });
    }

    @Test
    void messageThatNamesAChild_isTheChilds() {
        String ofChild = "{\"object_device_id\" : \"p_c1\",\"content\":\"x\"}";
        assertThat(read(OWN + "sys/messages/up", ofChild)).isEqualTo(Reading.REQUEST);
        assertThat(read(OWN + "sys/messages/up", "{\"object_device_id\":\"p_gw\"}"))
                .isEqualTo(Reading.AS_IS);
        assertThat(read(OWN + "sys/messages/up", "{\"content\":\"\\\"object_device_id\\\":\\\"p_c1\\\"\"}"))
                .isEqualTo(Reading.AS_IS);

        assertThat(ask(OWN + "sys/messages/up", ofChild).refusal()).isEmpty();
        assertThat(published).singleElement().satisfies(message -> assertThat(message.topic())
                .isEqualTo("$oc/devices/p_c1/sys/messages/up"));

        assertThat(ask(OWN + "sys/messages/up", "{\"object_device_id\":\"p_other\"}")
                        .refusal())
                .contains(Reason.TOPIC_FOREIGN);
    }

    @Test
    void rules_letTheHubSpeakWithoutASubscription_andEchoNothing() {
        SessionRules rules = gateway.rules();

        assertThat(rules.hearsItself()).isFalse();
        assertThat(rules.keepAlive()).isEqualTo(new SessionRules.KeepAlive(30, 1_200, false));
        assertThat(rules.implicitSubscriptions())
                .anyMatch(filter -> filter.matches("$oc/devices/p_gw/sys/commands/request_id=1"))
                .noneMatch(filter -> filter.matches("$oc/devices/p_gw/sys/commands/response/request_id=1"))
                .noneMatch(filter -> filter.matches("$oc/devices/p_gw/sys/shadow/get/request_id=1"));
        assertThat(child.gatewayId()).contains("p_gw");
    }

    private JsonObject paras(String type, String paras) {
        String request = "{\"services\":[{\"service_id\":\"$sub_device_manager\",\"event_type\":\"" + type
                + "\",\"paras\":" + paras + "}]}";
        return json(ask(OWN + "sys/events/up", request))
                .getJsonArray("services")
                .getJsonObject(0)
                .getJsonObject("paras");
    }

    private Reading read(String topic, String payload) {
        return dialect.read(gateway, message(topic, payload.getBytes(UTF_8), Qos.AT_LEAST_ONCE));
    }

    private Reply ask(String topic, String payload) {
        return dialect.answer(message(topic, payload.getBytes(UTF_8), Qos.AT_LEAST_ONCE));
    }

    private PublishedMessage message(String topic, byte[] payload, Qos qos) {
        return PublishedMessage.of(gateway, topic).with(qos).with(payload);
    }

    private static Message said(Reply reply) {
        return reply.message().orElseThrow();
    }

    private static JsonObject json(Reply reply) {
        return Json.createReader(new ByteArrayInputStream(said(reply).payload()))
                .readObject();
    }

    private static byte[] compressed(byte[] payload) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(bytes)) {
            stream.write(payload);
        }
        return bytes.toByteArray();
    }
}
