package org.axletree.verification.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Clouds;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Fleet.Hub;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.Packet;
import org.axletree.verification.harness.RouteConsumer;
import org.axletree.verification.harness.RouteConsumer.Received;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One device of each dialect on one hub: they hear one another, and one queue has what all of them say. */
@ExtendWith(SharedAxletree.class)
class ThreeDialectsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final AxletreeProcess server;
    private final Hub hub;
    private final Clouds clouds;
    private final Fleet.Device plain;
    private final Clouds.Device azure;
    private final Clouds.Device huawei;
    private final String events;
    private final String system;

    ThreeDialectsIT(AxletreeProcess server) {
        this.server = server;
        this.hub = server.fleet().hub();
        this.clouds = new Clouds(server, hub);
        this.plain = server.fleet().insecureDevice(hub);
        this.azure = clouds.azure(Fleet.unique("pump"));
        this.huawei = clouds.huawei(Fleet.unique("lamp"), "n1");
        this.events = "devices/" + azure.name() + "/messages/events/";
        this.system = "$oc/devices/" + huawei.name() + "/sys/";
    }

    @Test
    void messages_crossAllSixWays() {
        clouds.letHearAll(azure);
        clouds.letHearAll(huawei);
        String toAzure = "devices/" + azure.name() + "/messages/devicebound/";
        String toHuawei = system + "messages/down";
        String said = system + "messages/up";
        try (MqttLine one = MqttLine.plain(server).open(plain);
                MqttLine two = clouds.open(azure);
                MqttLine three = clouds.open(huawei)) {
            assertThat(one.subscribe("devices/+/messages/events/#", "$oc/devices/+/sys/#"))
                    .containsOnly(1);
            assertThat(two.subscribe(toAzure + "#", said)).containsOnly(1);
            assertThat(three.subscribe(events)).containsOnly(1);

            two.publishAndWait(events + "a=b", "of Azure's");
            three.publishAndWait(said, "of Huawei's");
            one.publishAndWait(toAzure, "for Azure's");
            one.publishAndWait(toHuawei, "for Huawei's");

            assertThat(heard(one, 3)).contains(events + " of Azure's", said + " of Huawei's");
            assertThat(heard(two, 2)).containsExactlyInAnyOrder(said + " of Huawei's", toAzure + " for Azure's");
            assertThat(heard(three, 2)).containsExactlyInAnyOrder(events + " of Azure's", toHuawei + " for Huawei's");
        }
    }

    @Test
    void device_hearsItsOwnTopicsOnly_unlessItsOwnerAllowsMore() {
        try (MqttLine two = clouds.open(azure);
                MqttLine three = clouds.open(huawei)) {
            for (String foreign : List.of("#", "devices/#", system + "#", "devices/other/messages/devicebound/#")) {
                assertThat(two.subscribe(foreign)).as(foreign).containsExactly(0x80);
            }
            assertThat(three.subscribe(events)).containsExactly(0x80);
            assertThat(two.subscribe("devices/" + azure.name() + "/messages/devicebound/#", "$iothub/methods/POST/#"))
                    .containsExactly(1, 1);
            assertThat(three.subscribe(system + "messages/down")).containsExactly(1);
        }
    }

    @Test
    void queue_hasWhatAllOfThemSay_eachWithItsProperties() {
        String queue = Fleet.unique("queue").replace('-', '_');
        for (String topic : List.of("rooms/#", "devices/#", "$oc/#")) {
            server.fleet().route(hub, topic, queue);
        }
        try (RouteConsumer consumer = RouteConsumer.of(server, queue);
                MqttLine one = MqttLine.plain(server).open(plain);
                MqttLine two = clouds.open(azure);
                MqttLine three = clouds.open(huawei)) {
            one.publishAndWait("rooms/kitchen", "plain");
            two.publishAndWait(
                    events + "%24.mid=m1&%24.cid=c1&%24.uid=u1&%24.ct=application%2Fjson&%24.ce=utf-8&a=b%20c&d-e=f",
                    "azure");
            three.publishAndWait(system + "properties/report", "{\"services\":[]}");
            two.retain(events, "to be retained");

            Map<String, Received> byPayload =
                    consumer.take(4, PATIENCE).stream().collect(Collectors.toMap(Received::text, Function.identity()));

            assertThat(byPayload.get("plain").properties())
                    .containsEntry("device_name", plain.name())
                    .containsEntry("topic", "rooms/kitchen");
            assertThat(byPayload.get("azure").properties())
                    .containsEntry("device_id", azure.id())
                    .containsEntry("device_name", azure.name())
                    .containsEntry("topic", events)
                    .containsEntry("qos", 1)
                    .containsEntry("retain", false)
                    .containsEntry("message_id", "m1")
                    .containsEntry("correlation_id", "c1")
                    .containsEntry("user_id", "u1")
                    .containsEntry("content_type", "application/json")
                    .containsEntry("content_encoding", "utf-8")
                    .containsEntry("mqtt_a", "b c")
                    .containsEntry("mqtt_d_e", "f")
                    .containsEntry("auth_method", "{\"scope\":\"device\",\"type\":\"sas\",\"issuer\":\"iothub\"}");
            assertThat(byPayload.get("{\"services\":[]}").properties())
                    .containsEntry("device_id", huawei.id())
                    .containsEntry("device_name", huawei.name())
                    .containsEntry("topic", system + "properties/report");
            assertThat(byPayload.get("to be retained").properties())
                    .containsEntry("retain", false)
                    .containsEntry("mqtt_mqtt_retain", "true");
        }
    }

    @Test
    void will_ofAnAzureDevice_isTelemetryThatSaysSo() {
        Fleet.Route route = server.fleet().route(hub, events + "#");
        try (RouteConsumer consumer = RouteConsumer.of(server, route.queue())) {
            try (MqttLine line = clouds.openWithWill(azure, events, "gone")) {
                assertThat(line.isAlive()).isTrue();
            }
            Received received = consumer.next(PATIENCE).orElseThrow();
            assertThat(received.text()).isEqualTo("gone");
            assertThat(received.properties()).containsEntry("mqtt_iothub_MessageType", "Will");
        }
    }

    /** What a device hears, as {@code topic payload}. */
    private static List<String> heard(MqttLine line, int count) {
        List<String> heard = new ArrayList<>();
        while (heard.size() < count) {
            Packet packet = line.message(PATIENCE).orElseThrow();
            heard.add(packet.topic() + " " + packet.text());
        }
        return heard;
    }
}
