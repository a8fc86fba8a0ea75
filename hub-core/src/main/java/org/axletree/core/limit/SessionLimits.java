package org.axletree.core.limit;

import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * What one session may use. Travels with the session from its admission.
 *
 * @param maxPayloadBytes largest payload of a message, in bytes (scaleway.md K1)
 * @param maxSubscriptions most topic filters a session may hold
 * @param maxTopicBytes longest topic name or filter, in bytes of UTF-8 (at most 65,535)
 * @param maxTopicLevels most levels of a topic name or filter
 * @param maxTopicAliases most topic aliases each way (MQTT 5); the client is told
 * @param maxUserProperties most user properties of a packet (MQTT 5)
 * @param maxKeepAliveSeconds longest keep-alive (MQTT 5); 65,535 leaves it to the client
 * @param maxInFlight most QoS 1 and 2 messages sent to the session and not yet acknowledged
 * @param maxReceived most QoS 1 and 2 messages of the client that are not yet acknowledged: the receive maximum that an MQTT
 *     5 client is told
 * @param maxQueuedMessages most messages waiting for the session's window
 * @param maxQueuedBytes most bytes of messages waiting for the session's window
 * @param maxExpirySeconds longest life without a connection
 * @param maxPublishesPerSecond how fast a connection may publish; a quicker one is read more slowly
 */
public record SessionLimits(
        int maxPayloadBytes,
        int maxSubscriptions,
        int maxTopicBytes,
        int maxTopicLevels,
        int maxTopicAliases,
        int maxUserProperties,
        int maxKeepAliveSeconds,
        int maxInFlight,
        int maxReceived,
        int maxQueuedMessages,
        int maxQueuedBytes,
        int maxExpirySeconds,
        int maxPublishesPerSecond) {

    /** The defaults of {@code docs/reference/limits.md}. */
    public static final SessionLimits DEFAULT = from(HubLimit::standard);

    public SessionLimits {
        HubLimit.requirePositive("maxPayloadBytes", maxPayloadBytes);
        HubLimit.requirePositive("maxSubscriptions", maxSubscriptions);
        HubLimit.requirePositive("maxTopicBytes", maxTopicBytes);
        HubLimit.requirePositive("maxTopicLevels", maxTopicLevels);
        HubLimit.requirePositive("maxTopicAliases", maxTopicAliases);
        HubLimit.requirePositive("maxUserProperties", maxUserProperties);
        HubLimit.requirePositive("maxKeepAliveSeconds", maxKeepAliveSeconds);
        HubLimit.requirePositive("maxInFlight", maxInFlight);
        HubLimit.requirePositive("maxReceived", maxReceived);
        HubLimit.requirePositive("maxQueuedMessages", maxQueuedMessages);
        HubLimit.requirePositive("maxQueuedBytes", maxQueuedBytes);
        HubLimit.requirePositive("maxExpirySeconds", maxExpirySeconds);
        HubLimit.requirePositive("maxPublishesPerSecond", maxPublishesPerSecond);
    }

    /** The limits that a source of values sets. */
    public static SessionLimits from(ToIntFunction<HubLimit> values) {
        return new SessionLimits(
                values.applyAsInt(HubLimit.PAYLOAD_BYTES),
                values.applyAsInt(HubLimit.SUBSCRIPTIONS_PER_SESSION),
                values.applyAsInt(HubLimit.TOPIC_BYTES),
                values.applyAsInt(HubLimit.TOPIC_LEVELS),
                values.applyAsInt(HubLimit.TOPIC_ALIASES),
                values.applyAsInt(HubLimit.USER_PROPERTIES),
                values.applyAsInt(HubLimit.KEEP_ALIVE_SECONDS),
                values.applyAsInt(HubLimit.IN_FLIGHT_PER_SESSION),
                values.applyAsInt(HubLimit.RECEIVE_MAXIMUM),
                values.applyAsInt(HubLimit.QUEUED_PER_SESSION),
                values.applyAsInt(HubLimit.QUEUED_BYTES_PER_SESSION),
                values.applyAsInt(HubLimit.SESSION_EXPIRY_SECONDS),
                values.applyAsInt(HubLimit.PUBLISHES_PER_SECOND));
    }

    /** The defaults, but for some. */
    public static SessionLimits with(Map<HubLimit, Integer> others) {
        return from(limit -> others.getOrDefault(limit, limit.standard()));
    }
}
