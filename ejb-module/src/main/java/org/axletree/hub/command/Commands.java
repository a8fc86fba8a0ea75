package org.axletree.hub.command;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.axletree.hub.history.Presence;
import org.axletree.hub.registry.EachAlone;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.command.CommandKind;
import org.axletree.hub.registry.command.CommandLedger;
import org.axletree.hub.registry.command.CommandState;
import org.axletree.hub.registry.command.DeviceCommand;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DeviceService;

/** Has devices told, and the ledger told what became of it. A device is told one command at a time, in their order. */
@ApplicationScoped
public class Commands {
    @Resource
    private ManagedExecutorService executor;

    @Inject
    @Any
    private Instance<CommandCarrier> found;

    @Inject
    private CommandLedger ledger;

    @Inject
    private DeviceService devices;

    @Inject
    private Presence presence;

    /** Devices that are being told something. */
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    private final EachAlone alone = new EachAlone(Commands.class, "A command to a device could not be told");

    private volatile long lookedAt;

    /** In the order in which they are asked: a way for all devices comes last. */
    private List<CommandCarrier> carriers() {
        return found.stream().sorted(Comparator.comparing(CommandCarrier::kind)).toList();
    }

    /** Keeps a command, and has the device told soon. When it returns, the command survives. */
    public DeviceCommand send(String region, String deviceId, CommandWish wish) {
        Device device = devices.get(region, deviceId);
        CommandCarrier carrier = carriers().stream()
                .filter(each -> each.suits(device, wish))
                .findFirst()
                .orElseThrow();
        carrier.requireReachable(device);
        DeviceCommand command = ledger.add(device, carrier.order(wish));
        tellSoon(device.id());
        return command;
    }

    /** Tells those devices that have come back, and ends what came too late. */
    public void bringWaiting() {
        ledger.expire();
        List<DeviceCommand> waiting = ledger.waiting(lookedAt);
        lookedAt = waiting.isEmpty() ? 0 : waiting.get(waiting.size() - 1).position();
        waiting.stream()
                .filter(this::mayBeThere)
                .map(DeviceCommand::deviceId)
                .distinct()
                .forEach(this::tellSoon);
    }

    /** Of a device behind a gateway, the gateway has to be there, which is looked at when it is its turn. */
    private boolean mayBeThere(DeviceCommand command) {
        return command.order().kind() == CommandKind.OC || presence.isConnected(command.deviceId());
    }

    private void tellSoon(String deviceId) {
        if (busy.add(deviceId)) {
            later(deviceId, () -> tellNext(deviceId));
        }
    }

    /** What is answered on an event loop goes on where it may block. */
    private void later(String deviceId, Runnable work) {
        try {
            executor.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException failure) {
                    busy.remove(deviceId);
                    alone.failed(failure);
                }
            });
        } catch (RejectedExecutionException stopping) {
            busy.remove(deviceId);
        }
    }

    private void tellNext(String deviceId) {
        Optional<DeviceCommand> next = ledger.next(deviceId);
        if (next.isEmpty() || !ledger.take(next.get().id())) {
            busy.remove(deviceId);
            return;
        }
        DeviceCommand command = next.get();
        told(command)
                .whenComplete((end, failure) -> later(
                        deviceId, () -> ended(command, failure == null ? end : CommandEnd.failed(sentence(failure)))));
    }

    private CompletionStage<CommandEnd> told(DeviceCommand command) {
        try {
            Device device = devices.get(command.region(), command.deviceId());
            return carriers().stream()
                    .filter(each -> each.kind() == command.order().kind())
                    .findFirst()
                    .orElseThrow()
                    .carry(device, command);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return CompletableFuture.completedFuture(CommandEnd.AWAY);
        } catch (ProblemException refused) {
            return CompletableFuture.completedFuture(CommandEnd.failed(refused.getMessage()));
        } catch (RuntimeException failure) { // what was begun has an end
            alone.failed(failure);
            return CompletableFuture.failedFuture(failure);
        }
    }

    private static String sentence(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return String.valueOf(cause.getMessage());
    }

    private void ended(DeviceCommand command, CommandEnd end) {
        if (end.state() == CommandState.WAITING) {
            ledger.putBack(command.id());
            busy.remove(command.deviceId());
            return;
        }
        if (end.state() != CommandState.SENT) {
            ledger.end(command.id(), end.state(), end.status(), end.answer(), end.problem());
        }
        tellNext(command.deviceId());
    }
}
