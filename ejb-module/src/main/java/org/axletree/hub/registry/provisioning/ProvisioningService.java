package org.axletree.hub.registry.provisioning;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.outcome.Reason;
import org.axletree.core.time.SteadyClock;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.device.DeviceDirectory;
import org.axletree.hub.registry.device.DeviceService;
import org.axletree.hub.registry.device.KnownDevice;
import org.axletree.hub.registry.device.NewDevice;
import org.axletree.hub.registry.device.Registration;
import org.axletree.hub.registry.hub.HubRow;
import org.axletree.hub.settings.HubSettings;

/**
 * Takes devices in whose certificate leads to the authority of a hub's owner, where the owner wants that (scaleway.md D10 to
 * D12). Bounded by the devices of a hub, and by how many may come in a minute.
 */
@ApplicationScoped
public class ProvisioningService {
    private Registry registry;
    private DeviceDirectory directory;
    private DeviceService devices;
    private ProvisioningRate rate;

    /** What became of a device that provisions itself. */
    public sealed interface Outcome {}

    /**
     * It is a device of the hub.
     *
     * @param created whether it is a new one; else another of its connections was quicker
     */
    public record Taken(KnownDevice device, boolean created) implements Outcome {}

    /**
     * It is none.
     *
     * @param detail what was wrong, for the hub's owner
     * @param serverReference where else it should go; else empty
     */
    public record NotTaken(Reason reason, String detail, String serverReference) implements Outcome {
        public NotTaken(Reason reason, String detail) {
            this(reason, detail, "");
        }
    }

    /** For the container. */
    protected ProvisioningService() {}

    @Inject
    public ProvisioningService(
            Registry registry, DeviceDirectory directory, DeviceService devices, HubSettings settings) {
        this.registry = registry;
        this.directory = directory;
        this.devices = devices;
        this.rate = new ProvisioningRate(settings.limit(HubLimit.NEWCOMERS_PER_MINUTE), new SteadyClock());
    }

    /**
     * Creates a device.
     *
     * @param address {@code host:port} that it came from
     */
    public Outcome take(String hubId, String name, String address) {
        HubRow hub = registry.read(entities -> entities.find(HubRow.class, hubId));
        Optional<NotTaken> refusal = refusal(hub);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (!rate.takes(hubId)) {
            return new NotTaken(Reason.BUSY, "too many new devices in this minute");
        }
        boolean created = false;
        try {
            devices.create(new NewDevice(
                    hub.region(),
                    hubId,
                    name,
                    "Auto-provisioned from " + hostOf(address),
                    false,
                    false,
                    MessageFilters.EVERYTHING));
            created = true;
        } catch (ProblemException refused) {
            Optional<KnownDevice> other = directory.deviceByName(hubId, name);
            if (other.isEmpty()) {
                return notTaken(refused.problem());
            }
        }
        boolean isNew = created;
        return directory
                .deviceByName(hubId, name)
                .<Outcome>map(device -> new Taken(device, isNew))
                .orElseGet(() -> new NotTaken(Reason.UNIDENTIFIED, ""));
    }

    /** What {@link #take} would answer now; creates nothing, and takes nobody's place in the minute. */
    public Outcome rehearse(String hubId, String name) {
        HubRow hub = registry.read(entities -> entities.find(HubRow.class, hubId));
        return refusal(hub)
                .<Outcome>map(refused -> refused)
                .orElseGet(() -> new Taken(
                        new KnownDevice(
                                new DeviceIdentity(hubId, hub.name(), "", name),
                                Registration.MANAGED.dialect(),
                                hub.plan(),
                                true,
                                true,
                                false,
                                false,
                                MessageFilters.EVERYTHING,
                                false,
                                Optional.empty(),
                                false),
                        true));
    }

    /** Why a hub takes nobody in; empty if it does. */
    private static Optional<NotTaken> refusal(HubRow hub) {
        if (hub == null || !hub.hubAuthority().autoProvisioning()) {
            return Optional.of(new NotTaken(Reason.UNIDENTIFIED, ""));
        }
        if (hub.movedTo().isPresent()) {
            return Optional.of(new NotTaken(Reason.HUB_MOVED, "", hub.movedTo().get()));
        }
        return hub.enabled() ? Optional.empty() : Optional.of(new NotTaken(Reason.HUB_DISABLED, ""));
    }

    private static NotTaken notTaken(Problem problem) {
        return problem instanceof Problem.QuotaExceeded
                ? new NotTaken(Reason.QUOTA_EXCEEDED, problem.message())
                : new NotTaken(Reason.DEVICE_NOT_PROVISIONED, problem.message());
    }

    private static String hostOf(String address) {
        int port = address.lastIndexOf(':');
        return port < 0 ? address : address.substring(0, port);
    }
}
