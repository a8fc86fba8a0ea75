package org.axletree.mqtt.packet;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.outcome.Reason;

/** CONNECT (MQTT 3.1.1 section 3.1): checks what the codec leaves unchecked, then asks the gate. */
final class ConnectHandler {
    private static final int MOST_WILL_QOS = 2;

    private ConnectHandler() {}

    static void handle(MqttConnection connection, MqttConnectMessage connect) {
        MqttConnectVariableHeader header = connect.variableHeader();
        if (header.version() == MqttVersion.MQTT_5.protocolLevel()) {
            connection.speaksMqtt5();
        }
        Optional<String> problem = problemWith(header);
        if (problem.isPresent()) {
            connection.fail(Reason.MALFORMED_PACKET, "CONNECT:", problem.get());
            return;
        }
        Optional<Reason> refusal = refusal(connect);
        if (refusal.isPresent()) {
            connection.notice(refusal.get(), "CONNECT", "");
            connection.refuse(refusal.get());
            return;
        }
        MqttConnectPayload payload = connect.payload();
        List<X509Certificate> certificates = connection.clientCertificates();
        ConnectRequest request = new ConnectRequest(
                connection.id(),
                connection.security(),
                certificates,
                payload.clientIdentifier(),
                Optional.ofNullable(payload.userName()).orElse(""),
                Optional.ofNullable(payload.passwordInBytes()).orElse(new byte[0]),
                protocol(header),
                connection.remoteAddress());
        String clientId =
                payload.clientIdentifier().isEmpty() ? "axletree-" + UUID.randomUUID() : payload.clientIdentifier();
        connection.keepAlive(header.keepAliveTimeSeconds());
        new Admittance(connection, request, clientId).begin();
    }

    private static Optional<String> problemWith(MqttConnectVariableHeader header) {
        if (header.hasPassword() && !header.hasUserName() && header.version() != MqttVersion.MQTT_5.protocolLevel()) {
            // MQTT-3.1.2-22
            return Optional.of("a password without a user name (expected: both or a user name alone)");
        }
        if (!header.isWillFlag() && (header.willQos() != 0 || header.isWillRetain())) {
            // MQTT-3.1.2-13, MQTT-3.1.2-15
            return Optional.of("will QoS or will retain without a will (expected: 0)");
        }
        if (header.willQos() > MOST_WILL_QOS) {
            // MQTT-3.1.2-14
            return Optional.of("will QoS: " + header.willQos() + " (expected: 0, 1 or 2)");
        }
        return Optional.empty();
    }

    private static Optional<Reason> refusal(MqttConnectMessage connect) {
        MqttConnectVariableHeader header = connect.variableHeader();
        if (header.version() == MqttVersion.MQTT_5.protocolLevel()) {
            return Optional.of(Reason.PROTOCOL_VERSION_UNSUPPORTED);
        }
        if (connect.payload().clientIdentifier().isEmpty() && !header.isCleanSession()) {
            // MQTT-3.1.3-8
            return Optional.of(Reason.CLIENT_ID_REQUIRED);
        }
        if (header.isWillFlag()) {
            // To accept a will is to promise to publish it (MQTT-3.1.2-8).
            return Optional.of(Reason.WILL_UNSUPPORTED);
        }
        return Optional.empty();
    }

    private static String protocol(MqttConnectVariableHeader header) {
        return header.version() == MqttVersion.MQTT_3_1.protocolLevel() ? "MQTT 3.1" : "MQTT 3.1.1";
    }
}
