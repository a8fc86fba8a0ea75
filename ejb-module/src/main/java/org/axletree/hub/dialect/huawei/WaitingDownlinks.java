package org.axletree.hub.dialect.huawei;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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
import org.axletree.hub.registry.device.DeviceDirectory;
import org.axletree.hub.registry.device.KnownDevice;
import org.axletree.hub.registry.huawei.HuaweiDownlinkService;
import org.axletree.hub.registry.huawei.WaitingDownlink;

/**
 * Tells devices that came back what waited for them, first come first. The registry keeps what waits; for whom something
 * waits is remembered here too, so that nobody has to ask it for every device.
 */
@ApplicationScoped
public class WaitingDownlinks {
    /** For a device to acknowledge one message. */
    private static final long PATIENCE_SECONDS = 5;

    private final Set<String> devices = ConcurrentHashMap.newKeySet();
    private volatile boolean remembered;

    private Doors doors;
    private Presence presence;
    private DeviceDirectory directory;
    private HuaweiDownlinkService downlinks;
    private HuaweiCommands commands;
    private final Clock clock = Clock.systemUTC();

    /** For the container's proxy. */
    protected WaitingDownlinks() {}

    @Inject
    public WaitingDownlinks(
            Doors doors,
            Presence presence,
            DeviceDirectory directory,
            HuaweiDownlinkService downlinks,
            HuaweiCommands commands) {
        this.doors = doors;
        this.presence = presence;
        this.directory = directory;
        this.downlinks = downlinks;
        this.commands = commands;
    }

    /** For whom something waited when the hub stopped. */
    private void remember() {
        if (!remembered) {
            devices.addAll(downlinks.devices(clock.instant()));
            remembered = true;
        }
    }

    boolean isFor(String deviceId) {
        return devices.contains(deviceId);
    }

    void keep(String deviceId, String messageId, String topic, byte[] payload, Instant expiresAt) {
        downlinks.keep(deviceId, messageId, topic, payload, expiresAt);
        devices.add(deviceId);
    }

    /** Tells those who are there. Blocks until they have acknowledged it. */
    public synchronized void deliver() {
        remember();
        commands.remember();
        for (String deviceId : devices) {
            if (presence.isConnected(deviceId)) {
                deliver(deviceId);
            }
        }
    }

    /** Tells one of them, if it is there. */
    public synchronized void deliverTo(String deviceId) {
        if (devices.contains(deviceId) && presence.isConnected(deviceId)) {
            deliver(deviceId);
        }
    }

    private void deliver(String deviceId) {
        Optional<KnownDevice> device = directory.deviceById(deviceId);
        List<WaitingDownlink> waiting = device.isEmpty() ? List.of() : downlinks.waiting(deviceId, clock.instant());
        for (WaitingDownlink next : waiting) {
            Telling told = told(device.get().identity().hubId(), deviceId, next);
            if (!told.isWithDevice() && told != Telling.QUEUED) {
                return; // later: what comes behind it must not go before it
            }
            downlinks.remove(next);
            commands.told(next.messageId(), told);
        }
        devices.remove(deviceId);
        if (device.isPresent() && !downlinks.waiting(deviceId, clock.instant()).isEmpty()) {
            devices.add(deviceId); // something was added in between
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
