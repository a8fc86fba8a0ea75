package org.axletree.mqtt.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.Optional;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.limit.DoorLimits;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.wire.Connect;
import org.axletree.mqtt.wire.ConnectReader;
import org.axletree.mqtt.wire.MqttVersion;
import org.axletree.mqtt.wire.PacketKind;
import org.axletree.mqtt.wire.PacketWriter;

/** CONNECT (MQTT 5 section 3.1): what the connection is to be, then the gate. */
final class ConnectHandler {
    private ConnectHandler() {}

    static void handle(MqttConnection connection, int first, ByteBuf buffer, int from, int to) {
        MqttVersion version = ConnectReader.version(buffer, from, to);
        connection.speaks(version);
        PacketKind.requireFlags(first, version);
        Connect connect = ConnectReader.read(buffer, from, to);
        connection.outbox().writesBy(new PacketWriter(version, connect.properties()));
        Optional<Reason> refusal = refusal(connect, connection.door().limits());
        if (refusal.isPresent()) {
            connection.notice(refusal.get(), "CONNECT", "");
            connection.refuse(refusal.get());
            return;
        }
        ConnectRequest request = new ConnectRequest(
                connection.id(),
                connection.security(),
                connection.peer().certificates(),
                connect.clientId(),
                connect.userName().orElse(""),
                connect.password().orElse(new byte[0]),
                version.title(),
                connection.remoteAddress(),
                connect.keepAliveSeconds(),
                connection.peer().serverName());
        new AdmissionFlow(connection, request, new ConnectNegotiation(connect)).begin();
    }

    private static Optional<Reason> refusal(Connect connect, DoorLimits limits) {
        if (ByteBufUtil.utf8Bytes(connect.clientId()) > limits.maxClientIdBytes()) {
            return Optional.of(Reason.CLIENT_ID_TOO_LONG);
        }
        if (connect.properties().authenticationMethod().isPresent()) {
            // MQTT-4.12.0-1: the hub knows user names, passwords and certificates.
            return Optional.of(Reason.AUTHENTICATION_METHOD_UNSUPPORTED);
        }
        boolean mayBeAssigned = connect.cleanStart() && connect.version() != MqttVersion.MQTT_3_1
                || connect.version() == MqttVersion.MQTT_5;
        if (connect.clientId().isEmpty() && !mayBeAssigned) {
            // MQTT-3.1.3-8 of MQTT 3.1.1
            return Optional.of(Reason.CLIENT_ID_REQUIRED);
        }
        return Optional.empty();
    }
}
