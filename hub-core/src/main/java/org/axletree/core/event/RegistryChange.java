package org.axletree.core.event;

import java.util.Objects;
import org.axletree.core.door.KeyKind;
import org.axletree.core.outcome.Reason;

/**
 * A committed change of the registry that live sessions must learn of. Whoever hears of it counts the registry's revision
 * up before passing it on, so that an admission under way, which read the revision first, is known to be stale.
 */
public sealed interface RegistryChange {
    /** UUID of the hub. */
    String hubId();

    /** Hands the change to the method of its kind. */
    <T> T fold(Cases<T> cases);

    /**
     * One method for each kind of change, so that whoever passes changes on is told by the compiler of a new kind.
     *
     * @param <T> what is made of a change
     */
    interface Cases<T> {
        T deviceChanged(DeviceChanged change);

        T deviceRevoked(DeviceRevoked change);

        T deviceSecurityRaised(DeviceSecurityRaised change);

        T hubRevoked(HubRevoked change);

        T hubMoved(HubMoved change);

        T hubChanged(HubChanged change);

        T keyExpected(KeyExpected change);

        T objectModelsChanged(ObjectModelsChanged change);

        T routesChanged(RoutesChanged change);
    }

    /** The device's rights are others now: its filters, or whether it may have several connections. */
    record DeviceChanged(String hubId, String deviceId) implements RegistryChange {
        public DeviceChanged {
            Objects.requireNonNull(hubId, "hubId");
            Objects.requireNonNull(deviceId, "deviceId");
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.deviceChanged(this);
        }
    }

    /** The device may no longer be connected: deleted, disabled, moved. */
    record DeviceRevoked(String hubId, String deviceId, Reason reason) implements RegistryChange {
        public DeviceRevoked {
            Objects.requireNonNull(hubId, "hubId");
            Objects.requireNonNull(deviceId, "deviceId");
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.deviceRevoked(this);
        }
    }

    /** The device may no longer be connected without mutual TLS (scaleway.md C4). */
    record DeviceSecurityRaised(String hubId, String deviceId) implements RegistryChange {
        public DeviceSecurityRaised {
            Objects.requireNonNull(hubId, "hubId");
            Objects.requireNonNull(deviceId, "deviceId");
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.deviceSecurityRaised(this);
        }
    }

    /** No device of the hub may be connected any more: disabled or deleted. */
    record HubRevoked(String hubId, Reason reason) implements RegistryChange {
        public HubRevoked {
            Objects.requireNonNull(hubId, "hubId");
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.hubRevoked(this);
        }
    }

    /** The hub has moved to another server, where its devices are to go. */
    record HubMoved(String hubId, String serverReference) implements RegistryChange {
        public HubMoved {
            Objects.requireNonNull(hubId, "hubId");
            Objects.requireNonNull(serverReference, "serverReference");
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.hubMoved(this);
        }
    }

    /** The hub itself is another now: its name, its authority, what becomes of its events. */
    record HubChanged(String hubId) implements RegistryChange {
        public HubChanged {
            Objects.requireNonNull(hubId, "hubId");
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.hubChanged(this);
        }
    }

    /** A device of the hub may come with a key of this kind, which not every TLS takes. */
    record KeyExpected(String hubId, KeyKind kind) implements RegistryChange {
        public KeyExpected {
            Objects.requireNonNull(hubId, "hubId");
            Objects.requireNonNull(kind, "kind");
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.keyExpected(this);
        }
    }

    /** The objects of LwM2M devices that the hub's owner has described are others now. */
    record ObjectModelsChanged(String hubId) implements RegistryChange {
        public ObjectModelsChanged {
            Objects.requireNonNull(hubId, "hubId");
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.objectModelsChanged(this);
        }
    }

    /** The hub's routes are others now. */
    record RoutesChanged(String hubId) implements RegistryChange {
        public RoutesChanged {
            Objects.requireNonNull(hubId, "hubId");
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.routesChanged(this);
        }
    }
}
