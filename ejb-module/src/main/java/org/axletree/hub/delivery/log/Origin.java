package org.axletree.hub.delivery.log;

import java.util.Objects;
import org.axletree.core.door.Sender;
import org.axletree.core.identity.DeviceIdentity;

/**
 * Who said a message.
 *
 * @param id UUID of the device, network or bridging route; of what the hub itself says, of the device that it is about, or empty
 * @param name the name of that
 */
public record Origin(Kind kind, String hubId, String hubName, String id, String name) {
    private static final Kind[] KINDS = Kind.values();

    /** Who can say something. Written down by its place: new ones come last. */
    public enum Kind {
        DEVICE,
        NETWORK,
        HUB,
        BRIDGE
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
                hub -> new Origin(Kind.HUB, hub.hubId(), hub.hubName(), hub.deviceId(), hub.deviceName()));
    }

    static Origin read(RecordInput in) {
        return new Origin(KINDS[in.one() % KINDS.length], in.text(), in.text(), in.text(), in.text());
    }

    void write(RecordOutput out) {
        out.one(kind.ordinal()).text(hubId).text(hubName).text(id).text(name);
    }

    /** What is in order among all that has the same: the device, the network, the bridge, or the hub. */
    public String order() {
        return kind == Kind.HUB ? hubId : id;
    }
}
