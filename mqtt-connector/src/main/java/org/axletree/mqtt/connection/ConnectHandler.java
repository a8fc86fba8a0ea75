package org.axletree.mqtt.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.Optional;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.identity.ConnectionSecurity;
import org.axletree.core.limit.DoorLimits;
import org.axletree.core.outcome.Reason;
import org.axletree.core.scram.ScramExchange;
import org.axletree.mqtt.wire.Connect;
import org.axletree.mqtt.wire.ConnectReader;
import org.axletree.mqtt.wire.MqttVersion;
import org.axletree.mqtt.wire.PacketKind;
import org.axletree.mqtt.wire.PacketWriter;

/** CONNECT (MQTT 5 section 3.1): what the connection is to be, then the gate. */
final class ConnectHandler {
    private ConnectHandler() {}

    /** @return how the client proves itself from now on, if it named a method; null if it did not, or is refused */
    static EnhancedAuthentication handle(MqttConnection connection, int first, ByteBuf buffer, int from, int to) {
        MqttVersion version = ConnectReader.version(buffer, from, to);
        connection.speaks(version);
        PacketKind.requireFlags(first, version);
        Connect connect = ConnectReader.read(buffer, from, to);
        connection.outbox().writesBy(new PacketWriter(version, connect.properties()));
        Optional<Reason> refusal = refusal(connect, connection);
        if (refusal.isPresent()) {
            connection.notice(refusal.get(), "CONNECT", "");
            connection.refuse(refusal.get());
            return null;
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
        if (connect.properties().authenticationMethod().isEmpty()) {
            new AdmissionFlow(connection, request, new ConnectNegotiation(connect, Optional.empty())).begin();
            return null;
        }
        EnhancedAuthentication authentication = new EnhancedAuthentication(connection, request);
        authentication.begin(connect);
        return authentication;
    }

    private static Optional<Reason> refusal(Connect connect, MqttConnection connection) {
        DoorLimits limits = connection.door().limits();
        if (ByteBufUtil.utf8Bytes(connect.clientId()) > limits.maxClientIdBytes()) {
            return Optional.of(Reason.CLIENT_ID_TOO_LONG);
        }
        boolean proved = connection.security() == ConnectionSecurity.MUTUAL_TLS;
        if (connect.properties()
                .authenticationMethod()
                .filter(method -> proved || !method.equals(ScramExchange.METHOD))
                .isPresent()) {
            // MQTT-4.12.0-1: who has shown a certificate has proved who it is, and needs no method.
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
