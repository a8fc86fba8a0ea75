package org.axletree.core.event;

import java.util.Objects;
import org.axletree.core.door.KeyKind;
import org.axletree.core.outcome.Reason;

/**
 * A committed change of the registry that live sessions must learn of. Whoever hears of it counts the registry's revision
 * up before passing it on, so that an admission under way, which read the revision first, is known to be stale.
 */
public sealed interface HubEvent {
    /** UUID of the hub. */
    String hubId();

    /** The device's rights are others now: its filters, or whether it may have several connections. */
    record DeviceChanged(String hubId, String deviceId) implements HubEvent {
        public DeviceChanged {
            Objects.requireNonNull(hubId, "hubId");
            Objects.requireNonNull(deviceId, "deviceId");
        }
    }

    /** The device may no longer be connected: deleted, disabled, moved. */
    record DeviceRevoked(String hubId, String deviceId, Reason reason) implements HubEvent {
        public DeviceRevoked {
            Objects.requireNonNull(hubId, "hubId");
            Objects.requireNonNull(deviceId, "deviceId");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** The device may no longer be connected without mutual TLS (clouds.md C4). */
    record DeviceSecurityRaised(String hubId, String deviceId) implements HubEvent {
        public DeviceSecurityRaised {
            Objects.requireNonNull(hubId, "hubId");
            Objects.requireNonNull(deviceId, "deviceId");
        }
    }

    /** No device of the hub may be connected any more: disabled or deleted. */
    record HubRevoked(String hubId, Reason reason) implements HubEvent {
        public HubRevoked {
            Objects.requireNonNull(hubId, "hubId");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** The hub has moved to another server, where its devices are to go. */
    record HubMoved(String hubId, String serverReference) implements HubEvent {
        public HubMoved {
            Objects.requireNonNull(hubId, "hubId");
            Objects.requireNonNull(serverReference, "serverReference");
        }
    }

    /** The hub itself is another now: its name, its authority, what becomes of its events. */
    record HubChanged(String hubId) implements HubEvent {
        public HubChanged {
            Objects.requireNonNull(hubId, "hubId");
        }
    }

    /** A device of the hub may come with a key of this kind, which not every TLS takes. */
    record KeyExpected(String hubId, KeyKind kind) implements HubEvent {
        public KeyExpected {
            Objects.requireNonNull(hubId, "hubId");
            Objects.requireNonNull(kind, "kind");
        }
    }

    /** The hub's routes are others now. */
    record RoutesChanged(String hubId) implements HubEvent {
        public RoutesChanged {
            Objects.requireNonNull(hubId, "hubId");
        }
    }
}
