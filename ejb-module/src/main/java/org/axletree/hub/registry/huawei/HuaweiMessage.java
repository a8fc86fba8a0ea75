package org.axletree.hub.registry.huawei;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A message that was sent to a device.
 *
 * @param id unique to the device
 * @param name for people; may be empty
 * @param content as whoever sent it wrote it
 * @param base64 whether the content is Base64 of what the device is told
 * @param raw whether the device is told the content alone, in the place of a JSON object around it
 * @param topic where the device is told it
 * @param expiresAt until when it waits for the device
 * @param deliveredAt when the device had it; empty if it waits, or waited too long
 */
public record HuaweiMessage(
        String id,
        String name,
        String content,
        boolean base64,
        boolean raw,
        String topic,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> deliveredAt) {
    public HuaweiMessage {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(deliveredAt, "deliveredAt");
    }

    /** What has become of it, in Huawei's words. */
    public enum Status {
        /** It waits for the device. */
        PENDING,
        /** The device has it, or its session. */
        DELIVERED,
        /** It waited too long. */
        TIMEOUT
    }

    public Status status(Instant now) {
        if (deliveredAt.isPresent()) {
            return Status.DELIVERED;
        }
        return expiresAt.isAfter(now) ? Status.PENDING : Status.TIMEOUT;
    }

    /** When it was over; empty while it waits. */
    public Optional<Instant> finishedAt(Instant now) {
        return deliveredAt.or(() -> Optional.of(expiresAt).filter(end -> !end.isAfter(now)));
    }
}
