package org.axletree.hub.registry.command;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A command in the ledger.
 *
 * @param position in the order of all commands
 * @param order what the device is told
 * @param answerStatus the device's own, where it gave one
 * @param answer JSON; empty where there is none
 * @param problem one sentence; empty while nothing is wrong
 * @param deadlineAt until when the device may be away
 */
public record DeviceCommand(
        String id,
        long position,
        String region,
        String hubId,
        String deviceId,
        CommandOrder order,
        CommandState state,
        OptionalInt answerStatus,
        String answer,
        String problem,
        Instant createdAt,
        Instant deadlineAt,
        Optional<Instant> endedAt) {

    public Duration respondWithin() {
        return Duration.ofSeconds(order.respondSeconds());
    }
}
