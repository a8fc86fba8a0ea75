package org.axletree.mqtt.session.attachment;

import java.util.Objects;
import java.util.Optional;
import org.axletree.mqtt.wire.MqttVersion;
import org.axletree.mqtt.wire.Will;

/**
 * What a CONNECT says about the session and about what the client can take. What MQTT 3 does not know has the value that MQTT
 * 5 gives to its absence.
 *
 * @param version of the protocol
 * @param cleanStart whether the session begins anew (clean session of MQTT 3)
 * @param expirySeconds how long the session is to live without a connection; {@link #FOREVER} for no end. MQTT 3 says 0 with
 *     clean session, else {@link #FOREVER}; the session shortens it to its limit
 * @param receiveMaximum most QoS 1 and 2 messages sent to the client and not yet acknowledged
 * @param maxPacketBytes largest packet that the client takes; {@link Integer#MAX_VALUE} where it does not say
 * @param topicAliasMaximum highest topic alias that the client takes; 0 for none
 * @param will what is to be said when the connection is lost
 */
public record SessionTerms(
        MqttVersion version,
        boolean cleanStart,
        long expirySeconds,
        int receiveMaximum,
        int maxPacketBytes,
        int topicAliasMaximum,
        Optional<Will> will) {
    /** The session expiry interval of a session without end (MQTT 5 section 3.1.2.11.2). */
    public static final long FOREVER = 0xFFFF_FFFFL;

    private static final int MOST_IN_FLIGHT = 65_535;

    public SessionTerms {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(will, "will");
        if (receiveMaximum <= 0 || receiveMaximum > MOST_IN_FLIGHT) {
            throw new IllegalArgumentException("receiveMaximum: " + receiveMaximum + " (expected: 1 to 65535)");
        }
    }

    /** The terms of MQTT 3.1 and 3.1.1. */
    public static SessionTerms ofMqtt3(MqttVersion version, boolean cleanSession, Optional<Will> will) {
        return new SessionTerms(
                version, cleanSession, cleanSession ? 0 : FOREVER, MOST_IN_FLIGHT, Integer.MAX_VALUE, 0, will);
    }

    public boolean isMqtt5() {
        return version == MqttVersion.MQTT_5;
    }
}
