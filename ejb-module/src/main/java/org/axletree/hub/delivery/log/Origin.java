package org.axletree.hub.delivery.log;

import java.util.Objects;
import org.axletree.core.door.Sender;
import org.axletree.core.identity.DeviceIdentity;

/**
 * Who said a message.
 *
 * @param id UUID of the device, network or bridging route; of what the hub itself says, of the device or route that it is about, or
 *     empty
 * @param name the name of that
 */
public record Origin(Kind kind, String hubId, String hubName, String id, String name) {
    private static final Kind[] KINDS = Kind.values();

    /** Who can say something. Written down by its place: new ones come last. */
    public enum Kind {
        DEVICE,
        NETWORK,
        HUB,
        BRIDGE,
        /** The hub, about a route. */
        HUB_OF_ROUTE
    }

    public Origin {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(hubId, "hubId");
        Objects.requireNonNull(hubName, "hubName");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
    }

    static Origin of(Sender sender) {
        return sender.fold(
                device -> {
                    DeviceIdentity identity = device.rights().identity();
                    return new Origin(
                            Kind.DEVICE,
                            identity.hubId(),
                            identity.hubName(),
                            identity.deviceId(),
                            identity.deviceName());
                },
                network -> new Origin(
                        Kind.NETWORK, network.hubId(), network.hubName(), network.networkId(), network.networkName()),
                bridge ->
                        new Origin(Kind.BRIDGE, bridge.hubId(), bridge.hubName(), bridge.routeId(), bridge.routeName()),
                hub -> hub.routeId().isEmpty()
                        ? new Origin(Kind.HUB, hub.hubId(), hub.hubName(), hub.deviceId(), hub.deviceName())
                        : new Origin(Kind.HUB_OF_ROUTE, hub.hubId(), hub.hubName(), hub.routeId(), hub.routeName()));
    }

    static Origin read(RecordInput in) {
        return new Origin(KINDS[in.one() % KINDS.length], in.text(), in.text(), in.text(), in.text());
    }

    void write(RecordOutput out) {
        out.one(kind.ordinal()).text(hubId).text(hubName).text(id).text(name);
    }

    /** What is in order among all that has the same: the device, the network, the bridge, or the hub. */
    public String order() {
        return kind == Kind.HUB || isOfRoute() ? hubId : id;
    }

    /** Whether the hub says it about a route. */
    public boolean isOfRoute() {
        return kind == Kind.HUB_OF_ROUTE;
    }
}
