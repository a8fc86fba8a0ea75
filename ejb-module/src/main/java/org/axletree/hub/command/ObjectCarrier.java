package org.axletree.hub.command;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.axletree.core.door.ObjectAnswer;
import org.axletree.core.door.ObjectRequest;
import org.axletree.hub.door.Doors;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.StrictJson;
import org.axletree.hub.registry.command.CommandKind;
import org.axletree.hub.registry.command.CommandOrder;
import org.axletree.hub.registry.command.CommandState;
import org.axletree.hub.registry.command.DeviceCommand;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.huawei.HuaweiDeviceService;

/** Operations on the objects of an LwM2M device: what has a path. */
@ApplicationScoped
public class ObjectCarrier implements CommandCarrier {
    private static final String WORDS = Arrays.stream(ObjectRequest.Operation.values())
            .map(each -> each.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));

    @Inject
    private Doors doors;

    @Override
    public CommandKind kind() {
        return CommandKind.LWM2M;
    }

    @Override
    public boolean suits(Device device, CommandWish wish) {
        return device.dialect().equals(HuaweiDeviceService.DIALECT)
                && wish.path().isPresent();
    }

    @Override
    public CommandOrder order(CommandWish wish) {
        String operation = wish.operation().orElse("execute");
        if (!Arrays.asList(WORDS.split(", ")).contains(operation)) {
            throw ProblemException.invalid("operation", "unknown", "(expected: one of " + WORDS + ")");
        }
        return new CommandOrder(
                kind(),
                operation + " " + wish.path().orElse(""),
                Json.createObjectBuilder()
                        .add("operation", operation)
                        .add("path", wish.path().orElse("").replaceFirst("^/", ""))
                        .build()
                        .toString(),
                wish.payload().orElse(JsonValue.NULL).toString(),
                wish.waitSeconds(),
                wish.respondSeconds());
    }

    @Override
    public CompletionStage<CommandEnd> carry(Device device, DeviceCommand command) {
        var details = StrictJson.object("details", command.order().details());
        Optional<String> value = Optional.of(command.order().payload()).filter(text -> !text.equals("null"));
        return doors.operate(
                        device.hubId(),
                        device.id(),
                        new ObjectRequest(
                                ObjectRequest.Operation.valueOf(
                                        details.getString("operation").toUpperCase(Locale.ROOT)),
                                details.getString("path"),
                                value))
                .thenApply(ObjectCarrier::ended);
    }

    private static CommandEnd ended(ObjectAnswer answer) {
        return switch (answer.kind()) {
            case DONE ->
                CommandEnd.answered(
                        OptionalInt.of(number(answer.code())), answer.value().orElse(""));
            case ABSENT, BUSY -> CommandEnd.AWAY;
            case REFUSED ->
                new CommandEnd(
                        CommandState.FAILED,
                        OptionalInt.of(number(answer.code())),
                        answer.value().orElse(""),
                        answer.problem());
            case TIMED_OUT, INVALID -> CommandEnd.failed(answer.problem());
        };
    }

    /** {@code 2.05} as 205. */
    private static int number(String code) {
        return code.isEmpty() ? 0 : Integer.parseInt(code.replace(".", ""));
    }
}
