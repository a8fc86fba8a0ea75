package org.axletree.hub.command;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.axletree.core.door.Telling;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.message.Qos;
import org.axletree.core.topic.Topic;
import org.axletree.hub.door.Doors;
import org.axletree.hub.history.Presence;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.command.CommandKind;
import org.axletree.hub.registry.command.CommandOrder;
import org.axletree.hub.registry.command.CommandState;
import org.axletree.hub.registry.command.DeviceCommand;
import org.axletree.hub.registry.device.Device;

/** Messages on a topic: the way of devices that have no other. A text is said as it is, anything else as JSON. */
@ApplicationScoped
public class TopicCarrier implements CommandCarrier {
    @Inject
    private Doors doors;

    @Inject
    private Presence presence;

    private final Clock clock = Clock.systemUTC();

    @Override
    public CommandKind kind() {
        return CommandKind.TOPIC;
    }

    @Override
    public boolean suits(Device device, CommandWish wish) {
        return true;
    }

    @Override
    public CommandOrder order(CommandWish wish) {
        String topic = wish.topic()
                .orElseThrow(() -> ProblemException.invalid(
                        "topic", "required", "(expected: a topic that the device subscribed to)"));
        Optional<String> problem = Topic.problemWith(topic);
        if (problem.isPresent()) {
            throw ProblemException.invalid("topic", "format", problem.get());
        }
        return new CommandOrder(
                kind(),
                topic,
                "{}",
                wish.payload().orElse(JsonValue.NULL).toString(),
                wish.waitSeconds(),
                wish.respondSeconds());
    }

    /** A session would keep it, and say it whenever the device is back: the ledger does that, and knows when it is too late. */
    @Override
    public CompletionStage<CommandEnd> carry(Device device, DeviceCommand command) {
        if (!presence.isConnected(device.id())) {
            return CompletableFuture.completedFuture(CommandEnd.AWAY);
        }
        Instant now = clock.instant();
        HubMessage message = new HubMessage(
                command.order().name(),
                Qos.AT_LEAST_ONCE,
                false,
                now.toEpochMilli(),
                payload(CommandPayload.of(command.order().payload())),
                ofUseUntil(command.deadlineAt(), now));
        return doors.tell(device.hubId(), device.id(), message).thenApply(TopicCarrier::ended);
    }

    private static MessageProperties ofUseUntil(Instant deadline, Instant now) {
        long seconds = Math.max(1, Duration.between(now, deadline).toSeconds());
        return new MessageProperties(false, "", "", new byte[0], OptionalLong.of(seconds), List.of());
    }

    private static byte[] payload(JsonValue value) {
        String text = value instanceof JsonString string
                ? string.getString()
                : value == JsonValue.NULL ? "" : value.toString();
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static CommandEnd ended(Telling telling) {
        return switch (telling) {
            case ACKNOWLEDGED, TOLD -> CommandEnd.of(CommandState.DELIVERED, "");
            case QUEUED -> CommandEnd.of(CommandState.DELIVERED, "it waits in the session of the device");
            case UNACKNOWLEDGED, BUSY, ABSENT -> CommandEnd.AWAY;
        };
    }
}
