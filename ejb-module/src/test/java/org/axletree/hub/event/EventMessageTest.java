package org.axletree.hub.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.axletree.core.message.HubMessage;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.history.HubEvent;
import org.axletree.hub.history.HubEvent.Severity;
import org.axletree.hub.history.HubEvent.Subject;
import org.junit.jupiter.api.Test;

/** scaleway.md section 2, Events, and 0.4. */
final class EventMessageTest {
    private static final Instant TIME = Instant.parse("2020-01-17T15:01:29.987Z");

    @Test
    void i1_event_isAsExistingCodeExpectsIt() {
        HubMessage message = EventMessage.of(
                new HubEvent(
                        "h",
                        TIME,
                        Severity.ERROR,
                        Subject.device("11111111-54a9-4a3f-9f38-0f6f4f1d2a11", ""),
                        Reason.MUTUAL_TLS_REQUIRED,
                        "CONNECT",
                        "192.0.2.1:5000"),
                "$SCW/events",
                false);

        assertThat(message.topic()).isEqualTo("$SCW/events/error/device/11111111-54a9-4a3f-9f38-0f6f4f1d2a11");
        assertThat(payload(message))
                .isEqualTo("{\"time\":\"2020-01-17T15:01:29Z\",\"severity\":\"error\",\"object-type\":\"device\","
                        + "\"object-id\":\"11111111-54a9-4a3f-9f38-0f6f4f1d2a11\","
                        + "\"msg\":\"mutual TLS authentication is required\",\"reason\":\"mutual_tls_required\","
                        + "\"packet\":\"CONNECT\",\"source-address\":\"192.0.2.1:5000\"}");
        assertThat(message.retain()).isFalse();
    }

    @Test
    void d12_provisionedDevice_isNamed_andTheOtherOrderOfTopics() {
        HubMessage message = EventMessage.of(
                new HubEvent(
                        "h", TIME, Severity.INFO, Subject.device("d", "pump \"7\""), Reason.DEVICE_PROVISIONED, "", ""),
                "plant/events",
                true);

        assertThat(message.topic()).isEqualTo("plant/events/device/d/info");
        assertThat(payload(message))
                .isEqualTo("{\"time\":\"2020-01-17T15:01:29Z\",\"severity\":\"info\",\"object-type\":\"device\","
                        + "\"object-id\":\"d\",\"object-name\":\"pump \\\"7\\\"\","
                        + "\"msg\":\"device was auto-provisioned\",\"reason\":\"device_provisioned\"}");
    }

    @Test
    void e4_i1_messagesThatNameSomething_nameIt() {
        assertThat(messageOf(Reason.TOPIC_UNAUTHORIZED, "PUBLISH a b/c")).isEqualTo("unauthorized topic a b/c");
        assertThat(messageOf(Reason.TOPIC_UNAUTHORIZED, "SUBSCRIBE a/#")).isEqualTo("unauthorized topic a/#");
        assertThat(messageOf(Reason.TOPIC_UNAUTHORIZED, "PUBLISH")).isEqualTo("unauthorized topic");
        assertThat(messageOf(Reason.UNKNOWN_PACKET, "AUTH: 15")).isEqualTo("unknown MQTT message type: 15");
        assertThat(messageOf(Reason.INVALID_QOS, "PUBLISH: qos: 3 (expected: 0, 1 or 2)"))
                .isEqualTo("invalid MQTT QoS value: 3");
    }

    private static String messageOf(Reason reason, String packet) {
        return new HubEvent("h", TIME, Severity.ERROR, Subject.device("d", ""), reason, packet, "").message();
    }

    @Test
    void h5_i1_eventOfARoute_saysWhatItsTargetSaid() {
        HubMessage message = EventMessage.of(
                new HubEvent(
                        "h",
                        TIME,
                        Severity.ERROR,
                        Subject.route("r", "to the archive"),
                        Reason.ROUTE_UNAVAILABLE,
                        "failed to connect to database. Error 0: refused",
                        ""),
                "$SCW/events",
                false);

        assertThat(message.topic()).isEqualTo("$SCW/events/error/route/r");
        assertThat(payload(message))
                .isEqualTo(
                        "{\"time\":\"2020-01-17T15:01:29Z\",\"severity\":\"error\",\"object-type\":\"route\","
                                + "\"object-id\":\"r\",\"object-name\":\"to the archive\","
                                + "\"msg\":\"failed to connect to database. Error 0: refused\",\"reason\":\"route_unavailable\"}");
    }

    @Test
    void eventAboutNobody_hasAnUnknownDevice() {
        HubMessage message = EventMessage.of(
                new HubEvent("h", TIME, Severity.WARNING, Subject.UNKNOWN_DEVICE, Reason.BUSY, "", ""),
                "$SCW/events",
                false);

        assertThat(message.topic()).isEqualTo("$SCW/events/warning/device/unknown");
        assertThat(payload(message)).contains("\"object-id\":\"unknown\"");
    }

    private static String payload(HubMessage message) {
        return new String(message.payload(), StandardCharsets.UTF_8);
    }
}
