package org.axletree.hub.command;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.axletree.hub.dialect.huawei.HuaweiCallException;
import org.axletree.hub.dialect.huawei.HuaweiDownlink;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.StrictJson;
import org.axletree.hub.registry.command.CommandKind;
import org.axletree.hub.registry.command.CommandOrder;
import org.axletree.hub.registry.command.DeviceCommand;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.huawei.HuaweiDeviceService;

/** Commands in Huawei's words, of a service of the device. */
@ApplicationScoped
public class HuaweiCommandCarrier implements CommandCarrier {
    @Inject
    private HuaweiDownlink downlink;

    @Inject
    private HuaweiDeviceService devices;

    @Override
    public CommandKind kind() {
        return CommandKind.OC;
    }

    @Override
    public boolean suits(Device device, CommandWish wish) {
        return device.dialect().equals(HuaweiDeviceService.DIALECT)
                && wish.path().isEmpty();
    }

    @Override
    public CommandOrder order(CommandWish wish) {
        String name = wish.name()
                .filter(each -> !each.isEmpty())
                .orElseThrow(() -> ProblemException.invalid("name", "required", "(expected: the name of a command)"));
        JsonObjectBuilder details = Json.createObjectBuilder();
        wish.serviceId().ifPresent(service -> details.add("service_id", service));
        return new CommandOrder(
                kind(),
                name,
                details.build().toString(),
                wish.payload().orElse(JsonValue.EMPTY_JSON_OBJECT).toString(),
                wish.waitSeconds(),
                wish.respondSeconds());
    }

    @Override
    public CompletionStage<CommandEnd> carry(Device device, DeviceCommand command) {
        JsonObjectBuilder asked = Json.createObjectBuilder(
                        StrictJson.object("details", command.order().details()))
                .add("command_name", command.order().name())
                .add("paras", CommandPayload.of(command.order().payload()));
        try {
            return downlink.ask(
                            devices.get(devices.addressOf(device.name()), device.name()),
                            HuaweiDownlink.Question.COMMAND,
                            command.id(),
                            asked.build())
                    .handle(HuaweiCommandCarrier::ended);
        } catch (HuaweiCallException away) {
            return CompletableFuture.completedFuture(ended(away));
        }
    }

    private static CommandEnd ended(JsonObject answer, Throwable failure) {
        if (failure == null) {
            int result = answer.getInt("result_code", 0);
            return CommandEnd.answered(OptionalInt.of(result), answer.toString());
        }
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof HuaweiCallException call) {
            return ended(call);
        }
        return CommandEnd.failed(String.valueOf(cause.getMessage()));
    }

    private static CommandEnd ended(HuaweiCallException call) {
        return switch (call.why()) {
            case OFFLINE, UNHEARD, BUSY -> CommandEnd.AWAY;
            case TIMED_OUT, UNREADABLE -> CommandEnd.failed(call.getMessage());
        };
    }
}
