package org.axletree.hub.delivery.target;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.message.Qos;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.log.Origin;

/** Messages as targets get them. */
public final class Samples {
    private Samples() {}

    /** @param number of which the message's id is made */
    public static LoggedMessage message(long number, String topic, String payload) {
        return message(number, topic, payload.getBytes(StandardCharsets.UTF_8), Origin.Kind.DEVICE);
    }

    public static LoggedMessage message(long number, String topic, byte[] payload, Origin.Kind kind) {
        return new LoggedMessage(
                1,
                number,
                new Origin(kind, "hub", "h", "device", "d"),
                topic,
                Qos.AT_LEAST_ONCE,
                false,
                1_767_225_600_123L, // 2026-01-01T00:00:00.123Z
                false,
                MessageProperties.NONE,
                List.of(),
                payload);
    }

    /** What was wrong, if a delivery is to be tried again. */
    public static Optional<String> retry(Delivery delivery) {
        return delivery.fold(Optional::empty, retry -> Optional.of(retry.reason()), dead -> Optional.empty());
    }

    /** What was wrong, if a message is dead. */
    public static Optional<String> dead(Delivery delivery) {
        return delivery.fold(Optional::empty, retry -> Optional.empty(), dead -> Optional.of(dead.reason()));
    }
}
