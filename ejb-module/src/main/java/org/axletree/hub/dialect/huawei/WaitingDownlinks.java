package org.axletree.hub.dialect.huawei;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axletree.core.door.Telling;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.Qos;
import org.axletree.hub.door.Doors;
import org.axletree.hub.history.Presence;
import org.axletree.hub.registry.EachAlone;
import org.axletree.hub.registry.device.DeviceDirectory;
import org.axletree.hub.registry.device.KnownDevice;
import org.axletree.hub.registry.huawei.HuaweiDownlinkService;
import org.axletree.hub.registry.huawei.HuaweiMessageService;
import org.axletree.hub.registry.huawei.WaitingDownlink;

/**
 * Tells devices that came back what waited for them, first come first. The registry keeps what waits; for whom something
 * waits is remembered here too, so that nobody has to ask it for every device.
 */
@ApplicationScoped
public class WaitingDownlinks {
    /** For a device to acknowledge one message. */
    private static final long PATIENCE_SECONDS = 5;

    /**
     * What waits for one device: the topics of all that waits, where the device is there and has not subscribed to them; else
     * none. Another object whenever something was added.
     */
    private static final class Waiting {
        private final Set<String> unheard;

        Waiting(Set<String> unheard) {
            this.unheard = unheard;
        }
    }

    /** By device. Bounded by the devices, and by what the registry keeps for each. */
    private final Map<String, Waiting> devices = new ConcurrentHashMap<>();

    private volatile boolean remembered;

    private Doors doors;
    private Presence presence;
    private DeviceDirectory directory;
    private HuaweiDownlinkService downlinks;
    private HuaweiCommands commands;
    private HuaweiMessageService messages;
    private final Clock clock = Clock.systemUTC();
    private final EachAlone alone =
            new EachAlone(WaitingDownlinks.class, "What waits for a device could not be told it");

    /** For the container's proxy. */
    protected WaitingDownlinks() {}

    @Inject
    public WaitingDownlinks(
            Doors doors,
            Presence presence,
            DeviceDirectory directory,
            HuaweiDownlinkService downlinks,
            HuaweiCommands commands,
            HuaweiMessageService messages) {
        this.doors = doors;
        this.presence = presence;
        this.directory = directory;
        this.downlinks = downlinks;
        this.commands = commands;
        this.messages = messages;
    }

    /** For whom something waited when the hub stopped. */
    private void remember() {
        if (!remembered) {
            downlinks.devices(clock.instant()).forEach(device -> devices.putIfAbsent(device, new Waiting(Set.of())));
            remembered = true;
        }
    }

    /** Whether something waits that goes before what is said on a topic. */
    boolean isFor(String deviceId, String topic) {
        Waiting before = devices.get(deviceId);
        return before != null && (before.unheard.isEmpty() || before.unheard.contains(topic));
    }

    void keep(String deviceId, String messageId, String topic, byte[] payload, Instant expiresAt) {
        downlinks.keep(deviceId, messageId, topic, payload, expiresAt);
        devices.put(deviceId, new Waiting(Set.of()));
    }

    /** Tells those who are there. Blocks until they have acknowledged it. */
    public synchronized void deliver() {
        remember();
        commands.remember();
        alone.forEach(devices.keySet().stream().filter(presence::isConnected).toList(), this::deliver);
    }

    /** Tells one of them, if it is there. */
    public synchronized void deliverTo(String deviceId) {
        if (devices.containsKey(deviceId) && presence.isConnected(deviceId)) {
            deliver(deviceId);
        }
    }

    private void deliver(String deviceId) {
        Optional<KnownDevice> device = directory.deviceById(deviceId);
        List<WaitingDownlink> waiting = device.isEmpty() ? List.of() : downlinks.waiting(deviceId, clock.instant());
        Waiting before = devices.get(deviceId);
        Set<String> unheard = new HashSet<>();
        for (WaitingDownlink next : waiting) {
            if (unheard.contains(next.topic())) {
                continue;
            }
            Telling told = told(device.get().identity().hubId(), deviceId, next);
            if (told == Telling.ABSENT && HuaweiTopic.isCustom(next.topic()) && presence.isConnected(deviceId)) {
                unheard.add(
                        next.topic()); // it has not subscribed to it: what is on other topics need not wait for that
                continue;
            }
            if (!told.isWithDevice() && told != Telling.QUEUED) {
                return; // later: what comes behind it must not go before it
            }
            downlinks.remove(next);
            commands.told(next.messageId(), told);
            messages.delivered(deviceId, next.messageId(), clock.instant());
        }
        if (!unheard.isEmpty()) {
            devices.replace(deviceId, before, new Waiting(unheard)); // unless something was added in between
            return;
        }
        devices.remove(deviceId);
        if (device.isPresent() && !downlinks.waiting(deviceId, clock.instant()).isEmpty()) {
            devices.put(deviceId, new Waiting(Set.of())); // something was added in between
        }
    }

    private Telling told(String hubId, String deviceId, WaitingDownlink next) {
        HubMessage message = new HubMessage(next.topic(), Qos.AT_LEAST_ONCE, false, clock.millis(), next.payload());
        try {
            return doors.tell(hubId, deviceId, message).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException slow) {
            return Telling.BUSY;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Telling.BUSY;
        }
    }
}
