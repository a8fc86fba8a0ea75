package org.axletree.mqtt.connection;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.axletree.core.door.Admission;
import org.axletree.core.door.PublishingRules;
import org.axletree.core.door.SessionRules.KeepAlive;
import org.axletree.core.door.SessionRules.Retention;
import org.axletree.core.limit.PlanRules;
import org.axletree.core.limit.SessionLimits;
import org.axletree.core.outcome.Reason;
import org.axletree.core.scram.ScramExchange;
import org.axletree.mqtt.session.attachment.SessionTerms;
import org.axletree.mqtt.wire.AuthenticationFields;
import org.axletree.mqtt.wire.ConnAck;
import org.axletree.mqtt.wire.Connect;
import org.axletree.mqtt.wire.MqttVersion;
import org.axletree.mqtt.wire.PacketException;
import org.axletree.mqtt.wire.PacketWriter;
import org.axletree.mqtt.wire.Will;

/** What a client asks for in its CONNECT, and what its hub lets it have. */
final class ConnectNegotiation {
    private static final String ASSIGNED = "axletree-";
    private static final int MOST_BYTES_OF_STRING = 65_535;
    /** Lengths and packet identifier around topic, properties and payload. */
    private static final int OVERHEAD_OF_PUBLISH = 16;
    /** First byte and remaining length of a packet. */
    private static final int FIXED_HEADER = 5;

    private static final int NO_LIMIT_OF_KEEP_ALIVE = 65_535;

    private final Connect connect;
    private final String clientId;
    private final Optional<ScramExchange> exchange;

    /** @param exchange by which the client proves itself, if it named a method */
    ConnectNegotiation(Connect connect, Optional<ScramExchange> exchange) {
        this.connect = connect;
        this.exchange = exchange;
        this.clientId = connect.clientId().isEmpty() ? ASSIGNED + UUID.randomUUID() : connect.clientId();
    }

    /** The client's own, or one made for it (MQTT-3.1.3-6). */
    String clientId() {
        return clientId;
    }

    /** Why the hub cannot let it in like this, if so. */
    Optional<Reason> refusal(Admission.Admitted admitted) {
        PlanRules plan = admitted.plan();
        if (!isMqtt5() && !connect.cleanStart() && !plan.persistentSessions()) {
            return Optional.of(Reason.PLAN_NEEDS_CLEAN_SESSION);
        }
        if (!isKeepAliveInRange(admitted.rules().keepAlive())) {
            return Optional.of(Reason.KEEP_ALIVE_OUT_OF_RANGE);
        }
        if (!takesItsWelcome(admitted)) {
            return Optional.of(Reason.PACKET_TOO_LARGE);
        }
        return connect.will().flatMap(will -> refusal(will, admitted));
    }

    /** Whether the client takes packets as long as its CONNACK (MQTT-3.1.2-24). */
    private boolean takesItsWelcome(Admission.Admitted admitted) {
        PacketWriter writer = new PacketWriter(connect.version(), connect.properties());
        return writer.isShortEnough(writer.connAck(welcome(admitted, false)));
    }

    private static Optional<Reason> refusal(Will will, Admission.Admitted admitted) {
        PlanRules plan = admitted.plan();
        SessionLimits limits = admitted.limits();
        if (!plan.wills() || !admitted.rules().wills()) {
            return Optional.of(Reason.WILL_UNSUPPORTED);
        }
        Optional<Reason> forbidden = PublishingRules.problemWithQos(admitted, will.qos());
        if (forbidden.isPresent()) {
            // MQTT-3.2.2-12
            return forbidden;
        }
        if (will.retain() && !plan.retain()) {
            // MQTT-3.2.2-13
            return Optional.of(Reason.PLAN_FORBIDS_RETAIN);
        }
        if (will.retain() && admitted.rules().retain() == Retention.REFUSED) {
            return Optional.of(Reason.RETAIN_FORBIDDEN);
        }
        if (will.payload().length > PublishingRules.maxPayloadBytes(admitted)) {
            return Optional.of(Reason.PAYLOAD_TOO_LARGE);
        }
        boolean tooLong = will.topic().bytes().length > limits.maxTopicBytes()
                || will.topic().levels() > limits.maxTopicLevels();
        return tooLong ? Optional.of(Reason.INVALID_TOPIC) : Optional.empty();
    }

    private boolean isKeepAliveInRange(KeepAlive range) {
        int wished = connect.keepAliveSeconds();
        if (wished == 0) {
            return range.capped() || range.minSeconds() == 0;
        }
        return wished >= range.minSeconds() && (range.capped() || wished <= range.maxSeconds());
    }

    /** What the session has to know. */
    SessionTerms terms(Admission.Admitted admitted) {
        if (!isMqtt5()) {
            return SessionTerms.ofMqtt3(connect.version(), connect.cleanStart(), connect.will());
        }
        return new SessionTerms(
                connect.version(),
                connect.cleanStart(),
                expirySeconds(admitted),
                connect.properties().receiveMaximum(),
                (int) Math.min(Integer.MAX_VALUE, connect.properties().maximumPacketSize()),
                connect.properties().topicAliasMaximum(),
                connect.will());
    }

    /** What the client is told. */
    ConnAck welcome(Admission.Admitted admitted, boolean sessionPresent) {
        SessionLimits limits = admitted.limits();
        long expiry = expirySeconds(admitted);
        int keepAlive = keepAliveSeconds(admitted);
        return new ConnAck(
                sessionPresent,
                expiry == connect.properties().sessionExpirySeconds() ? OptionalLong.empty() : OptionalLong.of(expiry),
                limits.maxReceived(),
                admitted.plan().maxPublishQos().atMost(admitted.rules().maxPublishQos()),
                admitted.plan().retain() && admitted.rules().retain() != Retention.REFUSED,
                mostBytes(admitted) + FIXED_HEADER,
                connect.clientId().isEmpty() ? Optional.of(clientId) : Optional.empty(),
                limits.maxTopicAliases(),
                keepAlive == connect.keepAliveSeconds() ? OptionalInt.empty() : OptionalInt.of(keepAlive),
                connect.properties().responseInformation()
                        ? Optional.of("response/" + admitted.identity().deviceId())
                        : Optional.empty(),
                // MQTT-4.12.0-5, MQTT-4.12.0-6
                exchange.flatMap(ScramExchange::serverFinal)
                        .map(data -> new AuthenticationFields(ScramExchange.METHOD, data)));
    }

    /**
     * What becomes of the session expiry that a DISCONNECT asks for.
     *
     * @throws PacketException if it may not ask
     */
    OptionalLong changedExpiry(OptionalLong wished, Admission.Admitted admitted) {
        if (wished.isPresent() && wished.getAsLong() > 0 && connect.properties().sessionExpirySeconds() == 0) {
            // MQTT 5 section 3.14.2.2.2
            throw new PacketException(
                    Reason.PROTOCOL_ERROR, "session expiry where CONNECT had none (expected: none, or 0)");
        }
        return wished.isPresent() ? OptionalLong.of(within(wished.getAsLong(), admitted)) : wished;
    }

    private long expirySeconds(Admission.Admitted admitted) {
        return within(connect.properties().sessionExpirySeconds(), admitted);
    }

    private static long within(long expirySeconds, Admission.Admitted admitted) {
        return admitted.plan().persistentSessions()
                ? Math.min(expirySeconds, admitted.limits().maxExpirySeconds())
                : 0;
    }

    /**
     * The client's own in MQTT 3, which knows no other (MQTT 5 section 3.2.2.3.14), unless the dialect caps it: whoever speaks
     * that knows.
     */
    int keepAliveSeconds(Admission.Admitted admitted) {
        KeepAlive range = admitted.rules().keepAlive();
        int byLimit = isMqtt5() ? admitted.limits().maxKeepAliveSeconds() : NO_LIMIT_OF_KEEP_ALIVE;
        int most = range.capped() ? Math.min(byLimit, range.maxSeconds()) : byLimit;
        int wished = connect.keepAliveSeconds();
        boolean tooLong = wished == 0 || wished > most;
        return most < NO_LIMIT_OF_KEEP_ALIVE && tooLong ? most : wished;
    }

    /** The longest body of a packet that the client may send. */
    int mostBytes(Admission.Admitted admitted) {
        long properties = isMqtt5() ? MOST_BYTES_OF_STRING : 0;
        long most = (long) PublishingRules.maxPayloadBytes(admitted)
                + MOST_BYTES_OF_STRING
                + properties
                + OVERHEAD_OF_PUBLISH;
        return (int) Math.min(Integer.MAX_VALUE - FIXED_HEADER, most);
    }

    private boolean isMqtt5() {
        return connect.version() == MqttVersion.MQTT_5;
    }
}
