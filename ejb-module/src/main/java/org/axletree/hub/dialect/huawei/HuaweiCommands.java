package org.axletree.hub.dialect.huawei;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.door.Telling;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.StrictJson;
import org.axletree.hub.registry.huawei.HuaweiCommand;
import org.axletree.hub.registry.huawei.HuaweiCommandService;
import org.axletree.hub.registry.huawei.HuaweiDevice;

/**
 * Commands that devices answer some time, and what becomes of them. The registry keeps them; those that may still be answered are
 * remembered here too, so that nobody has to ask it about every answer that a device gives.
 */
@ApplicationScoped
public class HuaweiCommands {
    private static final Logger LOG = Logger.getLogger(HuaweiCommands.class.getName());

    /** In bytes. Of a longer one it is kept whether it was the right one. */
    private static final int LONGEST_ANSWER = 64 * 1024;

    @Resource
    private ManagedExecutorService executor;

    private HuaweiCommandService commands;
    private final Clock clock = Clock.systemUTC();

    /** By command. Bounded: of each device the registry keeps so many, and all of them end. */
    private final Map<String, HuaweiCommandService.Open> open = new ConcurrentHashMap<>();

    private volatile boolean remembered;

    /** For the container's proxy. */
    protected HuaweiCommands() {}

    @Inject
    public HuaweiCommands(HuaweiCommandService commands) {
        this.commands = commands;
    }

    /** Remembers those that the hub knew when it stopped, and forgets those that nobody waits for any more. */
    public void remember() {
        Instant now = clock.instant();
        if (!remembered) {
            open.putAll(commands.open(now));
            remembered = true;
        }
        open.values().removeIf(each -> !each.expiresAt().isAfter(now));
    }

    void add(HuaweiCommand command, HuaweiDevice device) {
        String addressee = device.device().parentId().orElse(device.device().id());
        commands.add(command, device.device().id(), addressee);
        open.put(command.id(), new HuaweiCommandService.Open(addressee, command.expiresAt()));
    }

    void drop(String commandId) {
        open.remove(commandId);
        commands.remove(commandId);
    }

    /** It was said to the device, or waits in the device's session. What is no command is passed over. */
    void told(String id, Telling told) {
        if (open.containsKey(id)) {
            commands.told(id, told == Telling.ACKNOWLEDGED, clock.instant());
        }
    }

    public HuaweiCommand get(HuaweiDevice device, String commandId) {
        return commands.get(device.device().id(), commandId, clock.instant());
    }

    /** A device answered. What it was not asked is passed over. Never blocks. */
    void answered(String addresseeId, String commandId, byte[] payload) {
        HuaweiCommandService.Open asked = open.get(commandId);
        if (asked == null || !asked.addresseeId().equals(addresseeId) || !open.remove(commandId, asked)) {
            return;
        }
        Instant now = clock.instant();
        try {
            execute(() -> write(commandId, payload, now));
        } catch (RejectedExecutionException stopping) {
            LOG.log(Level.FINE, "The answer to a command comes too late", stopping);
        }
    }

    private void write(String commandId, byte[] payload, Instant now) {
        try {
            JsonObject answer = StrictJson.object("payload", StrictJson.text("payload", payload));
            boolean successful = answer.get("result_code") instanceof JsonNumber code && code.doubleValue() == 0;
            boolean kept = payload.length <= LONGEST_ANSWER;
            commands.answered(commandId, successful, (kept ? answer : JsonObject.EMPTY_JSON_OBJECT).toString(), now);
        } catch (ProblemException unreadable) {
            commands.answered(commandId, false, JsonObject.EMPTY_JSON_OBJECT.toString(), now);
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "The answer to a command could not be kept", failure);
        }
    }

    /** Elsewhere than on the event loop that heard of it: by the container, unless a test has another way. */
    void execute(Runnable task) {
        executor.execute(task);
    }
}
