package org.axletree.core.door;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.message.Qos;
import org.axletree.core.topic.TopicFilter;

/**
 * What a session obeys because of the dialect its device speaks. Data, not code: a front door obeys the rules and knows no
 * dialect. They hold besides the plan's rules and the limits; of two bounds the narrower one holds.
 *
 * @param retain what becomes of the retain flag of what the device publishes
 * @param wills whether a CONNECT may carry a will
 * @param maxPublishQos highest quality of service that the device publishes with; a higher one ends the connection
 * @param maxGrantedQos highest quality of service that a subscription is granted
 * @param maxPayloadBytes largest payload of a message, in bytes; a larger one ends the connection
 * @param keepAlive the keep-alive times that a CONNECT may ask for
 * @param implicitSubscriptions filters that the session hears at QoS 0 without having subscribed to them
 * @param hearsItself whether the session gets what it published itself and subscribed to
 * @param keepsTold whether a session that outlives its connection keeps what the hub tells its device alone; else whoever tells it
 *     keeps that, and hears that the connection ended before it was acknowledged
 * @param validUntil when the credential ends, in milliseconds since 1970, and the connection with it; empty if never
 * @param connackCode the return code of MQTT 3 that every refusal of a CONNECT has; empty if each {@link
 *     org.axletree.core.outcome.Reason} has its own
 * @param foreignTopic what a message to a topic that is not the device's does to its connection
 * @param maxSubscriptions most topic filters of the session
 */
public record SessionRules(
        Retention retain,
        boolean wills,
        Qos maxPublishQos,
        Qos maxGrantedQos,
        int maxPayloadBytes,
        KeepAlive keepAlive,
        List<TopicFilter> implicitSubscriptions,
        boolean hearsItself,
        boolean keepsTold,
        OptionalLong validUntil,
        OptionalInt connackCode,
        ForeignTopic foreignTopic,
        int maxSubscriptions) {

    /** Nothing but MQTT. */
    public static final SessionRules MQTT = new SessionRules(
            Retention.KEPT,
            true,
            Qos.EXACTLY_ONCE,
            Qos.EXACTLY_ONCE,
            Integer.MAX_VALUE,
            KeepAlive.ANY,
            List.of(),
            true,
            true,
            OptionalLong.empty(),
            OptionalInt.empty(),
            ForeignTopic.DROP,
            Integer.MAX_VALUE);

    public SessionRules {
        Objects.requireNonNull(retain, "retain");
        Objects.requireNonNull(maxPublishQos, "maxPublishQos");
        Objects.requireNonNull(maxGrantedQos, "maxGrantedQos");
        HubLimit.requirePositive("maxPayloadBytes", maxPayloadBytes);
        Objects.requireNonNull(keepAlive, "keepAlive");
        implicitSubscriptions = List.copyOf(implicitSubscriptions);
        Objects.requireNonNull(validUntil, "validUntil");
        Objects.requireNonNull(connackCode, "connackCode");
        Objects.requireNonNull(foreignTopic, "foreignTopic");
        HubLimit.requirePositive("maxSubscriptions", maxSubscriptions);
    }

    /** The same rules, for a credential that ends at a time, in milliseconds since 1970. */
    public SessionRules until(OptionalLong end) {
        if (end.equals(validUntil)) {
            return this; // most sessions share the rules of their dialect
        }
        return new SessionRules(
                retain,
                wills,
                maxPublishQos,
                maxGrantedQos,
                maxPayloadBytes,
                keepAlive,
                implicitSubscriptions,
                hearsItself,
                keepsTold,
                end,
                connackCode,
                foreignTopic,
                maxSubscriptions);
    }

    /** What becomes of the retain flag. */
    public enum Retention {
        /** The message is retained. */
        KEPT,
        /** The message is passed on, and not retained. */
        STRIPPED,
        /** The message, or the CONNECT whose will has the flag, is refused. */
        REFUSED
    }

    /** What a message to a topic that is not the device's does. */
    public enum ForeignTopic {
        /** The message is dropped, and the connection stays. */
        DROP,
        /** The message is dropped, and the connection ends. */
        CUT
    }

    /**
     * The keep-alive times that a CONNECT may ask for.
     *
     * @param minSeconds shortest, in seconds; 0 also allows none
     * @param maxSeconds longest, in seconds
     * @param capped whether a longer one (and none) counts as the longest; else the CONNECT is refused
     */
    public record KeepAlive(int minSeconds, int maxSeconds, boolean capped) {
        /** Whatever MQTT can say. */
        public static final KeepAlive ANY = new KeepAlive(0, 65_535, false);

        public KeepAlive {
            if (minSeconds < 0 || maxSeconds > 65_535 || minSeconds > maxSeconds) {
                throw new IllegalArgumentException(
                        "keepAlive: " + minSeconds + " to " + maxSeconds + " (expected: a range within 0 to 65535)");
            }
        }
    }
}
