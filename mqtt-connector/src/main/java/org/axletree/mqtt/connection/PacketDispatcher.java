package org.axletree.mqtt.connection;

import io.netty.buffer.ByteBuf;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.session.Session;
import org.axletree.mqtt.wire.Acknowledgement;
import org.axletree.mqtt.wire.Answer;
import org.axletree.mqtt.wire.Disconnect;
import org.axletree.mqtt.wire.MqttVersion;
import org.axletree.mqtt.wire.PacketException;
import org.axletree.mqtt.wire.PacketKind;
import org.axletree.mqtt.wire.PacketSink;

/** What a client may say when, and who hears it. */
final class PacketDispatcher implements PacketSink {
    /** What is wrong with a CONNECT and has a code in the CONNACK of MQTT 3; in MQTT 5 everything has one. */
    private static final Set<Reason> REFUSALS =
            EnumSet.of(Reason.PROTOCOL_VERSION_UNSUPPORTED, Reason.CLIENT_ID_REQUIRED);

    /** Of most packets: kind and length. */
    private static final int HEADER_BYTES = 2;

    private final MqttConnection connection;
    /** Made with the first PUBLISH: many devices only listen. */
    private PublishHandler publishing;
    /** Null unless the client named a method in its CONNECT. */
    private EnhancedAuthentication authentication;

    PacketDispatcher(MqttConnection connection) {
        this.connection = connection;
    }

    @Override
    public void announced(int first) {
        if (connection.isBeforeConnect()) {
            requireConnect(first);
            return;
        }
        if (PacketKind.of(first) != PacketKind.PUBLISH) {
            PacketKind.requireFlags(first, connection.version());
        }
        connection.hears();
    }

    @Override
    public void packet(int first, ByteBuf buffer, int from, int to) {
        connection.heard();
        Session session = connection.sessionOrNull();
        if (session != null) {
            inSession(session, first, buffer, from, to);
        } else if (connection.isBeforeConnect()) {
            requireConnect(first);
            authentication = ConnectHandler.handle(connection, first, buffer, from, to);
        } else if (connection.isBeforeProof()) {
            beforeProof(first, buffer, from, to);
        }
    }

    /** MQTT-3.1.2-30. */
    private void beforeProof(int first, ByteBuf buffer, int from, int to) {
        PacketKind.requireFlags(first, connection.version());
        switch (PacketKind.of(first)) {
            case PacketKind.AUTH -> authentication.continued(buffer, from, to);
            case PacketKind.DISCONNECT -> {
                Disconnect.read(buffer, from, to, connection.version());
                connection.close(Reason.DISCONNECTED);
            }
            default -> throw new PacketException(Reason.PROTOCOL_ERROR, "before the end of the authentication");
        }
    }

    private static void requireConnect(int first) {
        if (PacketKind.of(first) != PacketKind.CONNECT) {
            // MQTT-3.1.0-1
            throw new PacketException(Reason.PROTOCOL_ERROR, "before CONNECT");
        }
    }

    private void inSession(Session session, int first, ByteBuf buffer, int from, int to) {
        int kind = PacketKind.of(first);
        session.tally().received(HEADER_BYTES + to - from);
        if (kind == PacketKind.PUBLISH) {
            connection.published();
            if (publishing == null) {
                publishing = new PublishHandler(connection.version(), session.connectionShare());
            }
            publishing.handle(session, first, buffer, from, to);
            return;
        }
        PacketKind.requireFlags(first, connection.version());
        if (!PacketKind.isAcknowledgement(kind)) {
            // What it says takes effect in the order in which it is said. What it published may be its end.
            connection.loop().screening().screenNow();
            if (connection.sessionOrNull() == null) {
                return;
            }
        }
        switch (kind) {
            case PacketKind.PUBACK, PacketKind.PUBREC, PacketKind.PUBREL, PacketKind.PUBCOMP ->
                acknowledged(session, kind, Acknowledgement.read(kind, buffer, from, to, connection.version()));
            case PacketKind.SUBSCRIBE -> SubscribeHandler.handle(connection, session, buffer, from, to);
            case PacketKind.UNSUBSCRIBE -> UnsubscribeHandler.handle(connection, session, buffer, from, to);
            case PacketKind.PINGREQ -> ping(to - from);
            case PacketKind.DISCONNECT -> disconnected(session, buffer, from, to);
            case PacketKind.AUTH -> authenticate(session, buffer, from, to);
            // A second CONNECT (MQTT-3.1.0-2), and all that only servers send.
            default -> throw new PacketException(Reason.PROTOCOL_ERROR, "out of place");
        }
    }

    private void authenticate(Session session, ByteBuf buffer, int from, int to) {
        if (authentication == null) {
            // MQTT-4.12.0-7
            throw new PacketException(Reason.PROTOCOL_ERROR, "without an authentication method in CONNECT");
        }
        authentication.inSession(session, buffer, from, to);
    }

    private static void acknowledged(Session session, int kind, int acknowledgement) {
        int id = Acknowledgement.packetId(acknowledgement);
        int code = Acknowledgement.reasonCode(acknowledgement);
        boolean fits =
                switch (kind) {
                    case PacketKind.PUBACK -> session.acknowledged(id, code);
                    case PacketKind.PUBREC -> session.received(id, code);
                    case PacketKind.PUBCOMP -> session.completed(id, code);
                    default -> {
                        session.released(id, code);
                        yield true;
                    }
                };
        if (!fits) {
            throw new PacketException(
                    Reason.PROTOCOL_ERROR, id + " is not to be acknowledged in this way (expected: another packet)");
        }
    }

    private void ping(int length) {
        if (length != 0) {
            throw new PacketException(Reason.MALFORMED_PACKET, "length: " + length + " (expected: 0)");
        }
        Answer.pingResp(connection.outbox().begin(Answer.PINGRESP_BYTES));
    }

    private void disconnected(Session session, ByteBuf buffer, int from, int to) {
        Disconnect disconnect = Disconnect.read(buffer, from, to, connection.version());
        ConnectNegotiation negotiation = connection.negotiation().orElseThrow();
        OptionalLong expiry = negotiation.changedExpiry(disconnect.sessionExpirySeconds(), session.rights());
        session.disconnected(disconnect.reasonCode() != 0, expiry);
        connection.close(Reason.DISCONNECTED);
    }

    @Override
    public void flawed(int first, PacketException flaw) {
        String packet = PacketKind.name(first) + ":";
        boolean answered = connection.version() == MqttVersion.MQTT_5 || REFUSALS.contains(flaw.reason());
        if ((connection.isBeforeConnect() || connection.isBeforeProof()) && answered) {
            connection.notice(flaw.reason(), packet, flaw.getMessage());
            connection.refuse(flaw.reason());
        } else {
            connection.fail(flaw.reason(), packet, flaw.getMessage());
        }
    }
}
