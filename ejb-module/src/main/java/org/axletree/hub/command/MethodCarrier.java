package org.axletree.hub.command;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.dialect.azure.DirectMethods;
import org.axletree.hub.dialect.azure.MethodAnswer;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.azure.AzureIdentityService;
import org.axletree.hub.registry.command.CommandKind;
import org.axletree.hub.registry.command.CommandOrder;
import org.axletree.hub.registry.command.DeviceCommand;
import org.axletree.hub.registry.device.Device;

/** Direct methods: what has a name, and goes to a device of Azure's dialect. */
@ApplicationScoped
public class MethodCarrier implements CommandCarrier {
    private static final Pattern NAME = Pattern.compile("[^/+#\\x00-\\x1F\\x7F]{1,100}");

    @Inject
    private DirectMethods methods;

    @Override
    public CommandKind kind() {
        return CommandKind.METHOD;
    }

    @Override
    public boolean suits(Device device, CommandWish wish) {
        return device.dialect().equals(AzureIdentityService.DIALECT)
                && wish.name().isPresent();
    }

    @Override
    public CommandOrder order(CommandWish wish) {
        String name = wish.name().orElse("");
        if (!NAME.matcher(name).matches()) {
            throw ProblemException.invalid("name", "format", "(expected: 1 to 100 characters without / + #)");
        }
        return new CommandOrder(
                kind(),
                name,
                "{}",
                wish.payload().orElse(JsonValue.NULL).toString(),
                wish.waitSeconds(),
                wish.respondSeconds());
    }

    @Override
    public CompletionStage<CommandEnd> carry(Device device, DeviceCommand command) throws InterruptedException {
        MethodAnswer answer = methods.call(
                device.hubId(),
                device.id(),
                command.order().name(),
                command.order().payload().getBytes(StandardCharsets.UTF_8),
                Duration.ZERO,
                command.respondWithin());
        return CompletableFuture.completedFuture(ended(answer));
    }

    private static CommandEnd ended(MethodAnswer answer) {
        if (answer instanceof MethodAnswer.Answered answered) {
            return CommandEnd.answered(
                    OptionalInt.of(answered.status()), new String(answered.payload(), StandardCharsets.UTF_8));
        }
        Reason reason = ((MethodAnswer.Unanswered) answer).reason();
        return reason == Reason.CONNECTION_LOST || reason == Reason.BUSY
                ? CommandEnd.AWAY
                : CommandEnd.failed("the device did not answer in time");
    }
}
