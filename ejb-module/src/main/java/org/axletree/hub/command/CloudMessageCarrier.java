package org.axletree.hub.command;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.axletree.hub.dialect.azure.CloudMessages;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.azure.AzureIdentityService;
import org.axletree.hub.registry.azure.CloudMessageDraft;
import org.axletree.hub.registry.azure.CloudMessageService;
import org.axletree.hub.registry.azure.HubPlace;
import org.axletree.hub.registry.command.CommandKind;
import org.axletree.hub.registry.command.CommandOrder;
import org.axletree.hub.registry.command.DeviceCommand;
import org.axletree.hub.registry.device.Device;

/** Messages to devices of Azure's dialect: what has no name. They wait for the device by themselves. */
@ApplicationScoped
public class CloudMessageCarrier implements CommandCarrier {
    private static final int LONGEST_SECONDS = 2 * 24 * 60 * 60 - 60;

    @Inject
    private CloudMessages messages;

    @Override
    public CommandKind kind() {
        return CommandKind.C2D;
    }

    @Override
    public boolean suits(Device device, CommandWish wish) {
        return device.dialect().equals(AzureIdentityService.DIALECT);
    }

    @Override
    public void requireReachable(Device device) {
        CloudMessageService.requireReachable(device.name());
    }

    @Override
    public CommandOrder order(CommandWish wish) {
        if (wish.waitSeconds() > LONGEST_SECONDS || wish.waitSeconds() < 1) {
            throw ProblemException.invalid(
                    "wait_seconds", "constraint", "(expected: 1 to " + LONGEST_SECONDS + ", for a message)");
        }
        return new CommandOrder(
                kind(),
                "",
                "{}",
                wish.payload().orElse(JsonValue.NULL).toString(),
                wish.waitSeconds(),
                wish.respondSeconds());
    }

    @Override
    public CompletionStage<CommandEnd> carry(Device device, DeviceCommand command) {
        messages.send(
                new HubPlace(device.region(), device.hubId()),
                device.name(),
                new CloudMessageDraft(
                        command.id(),
                        "none",
                        Optional.of(command.deadlineAt()),
                        Json.createObjectBuilder()
                                .add("$.mid", command.id())
                                .add("$.ct", "application/json")
                                .build(),
                        command.order().payload().getBytes(StandardCharsets.UTF_8)));
        return CompletableFuture.completedFuture(CommandEnd.LATER);
    }
}
