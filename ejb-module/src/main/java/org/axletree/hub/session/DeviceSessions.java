package org.axletree.hub.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axletree.core.door.SessionState;
import org.axletree.hub.door.Doors;
import org.axletree.hub.registry.AuditedDeed;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.audit.AuditLog;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DeviceService;

/** Looks at the sessions of devices, and ends them, for whoever may see the device. Waits for the front doors' answer. */
@ApplicationScoped
public class DeviceSessions {
    private static final long PATIENCE_SECONDS = 10;

    private AuditLog audit;
    private DeviceService devices;
    private Doors doors;

    /** For the container. */
    protected DeviceSessions() {}

    @Inject
    public DeviceSessions(AuditLog audit, DeviceService devices, Doors doors) {
        this.audit = audit;
        this.devices = devices;
        this.doors = doors;
    }

    /** All of a device, with or without a connection, by client identifier. */
    public List<SessionState> of(String region, String deviceId) {
        Device device = devices.get(region, deviceId);
        return answer(doors.sessions(device.hubId(), device.id()));
    }

    /**
     * Closes the connections of a device; nothing keeps it from coming back.
     *
     * @param clientId of the one session that is meant; empty for all
     * @return how many connections there were
     */
    public int disconnect(String region, String deviceId, Optional<String> clientId) {
        return close(region, deviceId, clientId, false);
    }

    /**
     * Ends sessions of a device, with their connections, their subscriptions and all that waits in them.
     *
     * @param clientId of the one session that is meant; empty for all
     * @return how many sessions there were
     */
    public int end(String region, String deviceId, Optional<String> clientId) {
        return close(region, deviceId, clientId, true);
    }

    private int close(String region, String deviceId, Optional<String> clientId, boolean forGood) {
        Caller.requireChange("session");
        Device device = devices.get(region, deviceId);
        int closed = answer(doors.closeSessions(device.hubId(), device.id(), clientId, forGood));
        if (closed > 0) {
            Map<String, Object> what = new TreeMap<>(Map.of("count", closed));
            clientId.ifPresent(id -> what.put("client_id", id));
            audit.note(
                    AuditedDeed.once(forGood ? "ended" : "disconnected", "session", device.id(), device.hubId(), what));
        }
        return closed;
    }

    private static <T> T answer(CompletionStage<T> asked) {
        try {
            return asked.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new ProblemException(new Problem.Unavailable("The hub is stopping."));
        } catch (ExecutionException | TimeoutException slow) {
            throw new ProblemException(new Problem.Unavailable("The hub did not answer in time: it is busy."));
        }
    }
}
