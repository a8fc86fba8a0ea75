package org.axletree.hub.registry.huawei;

import java.time.Instant;
import java.util.Optional;

/**
 * A command that a device answers some time.
 *
 * @param paras JSON
 * @param delayed whether it may wait for the device
 * @param answer JSON, what the device said
 */
public record HuaweiCommand(
        String id,
        String serviceId,
        String commandName,
        String paras,
        boolean delayed,
        Status status,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> sentAt,
        Optional<Instant> deliveredAt,
        Optional<Instant> answeredAt,
        Optional<String> answer) {

    /** What has become of it, in Huawei's words. */
    public enum Status {
        /** It waits for the device. */
        PENDING,
        /** It waited too long. */
        EXPIRED,
        /** It was said to the device, which need not acknowledge it, or waits in the device's session. */
        SENT,
        /** The device has acknowledged it. */
        DELIVERED,
        /** It was said to the device, which never answered. */
        TIMEOUT,
        /** The device answered that it did it. */
        SUCCESSFUL,
        /** The device answered something else. */
        FAILED;

        /** The same, after the time of the command. */
        Status whenExpired() {
            return this == PENDING ? EXPIRED : this == SENT || this == DELIVERED ? TIMEOUT : this;
        }
    }
}
