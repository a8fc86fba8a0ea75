package org.axletree.core.door;

import java.util.Objects;
import java.util.function.Function;

/**
 * Who says something in a hub. What it may say depends on that: message filters concern devices only (scaleway.md G4).
 */
public sealed interface Sender permits Sender.Device, Sender.Network, Sender.Bridge, Sender.Hub {
    /** UUID of the hub in whose topics it speaks. */
    String hubId();

    /** The hub's name. */
    String hubName();

    /** One value for each kind of sender. */
    default <T> T fold(
            Function<? super Device, ? extends T> device,
            Function<? super Network, ? extends T> network,
            Function<? super Bridge, ? extends T> bridge,
            Function<? super Hub, ? extends T> hub) {
        if (this instanceof Device one) {
            return device.apply(one);
        }
        if (this instanceof Network one) {
            return network.apply(one);
        }
        if (this instanceof Bridge one) {
            return bridge.apply(one);
        }
        return hub.apply((Hub) this);
    }

    /**
     * A device. Its admission is the sender, so that a message carries the rights it was said with, and none of its own has
     * to be made for it.
     */
    sealed interface Device extends Sender permits Admission.Admitted {
        /** Who the device is, and what it may do. */
        Admission.Admitted rights();

        @Override
        default String hubId() {
            return rights().identity().hubId();
        }

        @Override
        default String hubName() {
            return rights().identity().hubName();
        }
    }

    /**
     * A network of the hub that is no device, as a web service that publishes with the network's secret (scaleway.md G4, G5).
     *
     * @param networkId UUID of the network
     * @param networkName its name
     */
    record Network(String hubId, String hubName, String networkId, String networkName) implements Sender {
        public Network {
            Objects.requireNonNull(hubId, "hubId");
            Objects.requireNonNull(hubName, "hubName");
            Objects.requireNonNull(networkId, "networkId");
            Objects.requireNonNull(networkName, "networkName");
        }
    }

    /**
     * A route that brings messages in from another broker.
     *
     * @param routeId UUID of the route
     * @param routeName its name
     */
    record Bridge(String hubId, String hubName, String routeId, String routeName) implements Sender {
        public Bridge {
            Objects.requireNonNull(hubId, "hubId");
            Objects.requireNonNull(hubName, "hubName");
            Objects.requireNonNull(routeId, "routeId");
            Objects.requireNonNull(routeName, "routeName");
        }
    }

    /**
     * The hub itself, or whoever speaks for it: an event, the console, the management API.
     *
     * @param deviceId the device that the message is about; empty if it is about none
     * @param deviceName that device's name; empty if it is not known
     * @param routeId the route that the message is about, which never gets it (scaleway.md H5); empty if it is about none
     * @param routeName that route's name; empty if it is about none
     */
    record Hub(String hubId, String hubName, String deviceId, String deviceName, String routeId, String routeName)
            implements Sender {
        public Hub {
            Objects.requireNonNull(hubId, "hubId");
            Objects.requireNonNull(hubName, "hubName");
            Objects.requireNonNull(deviceId, "deviceId");
            Objects.requireNonNull(deviceName, "deviceName");
            Objects.requireNonNull(routeId, "routeId");
            Objects.requireNonNull(routeName, "routeName");
        }

        /** The hub, about a device. */
        public Hub(String hubId, String hubName, String deviceId, String deviceName) {
            this(hubId, hubName, deviceId, deviceName, "", "");
        }

        /** The hub, about a route. */
        public static Hub aboutRoute(String hubId, String hubName, String routeId, String routeName) {
            return new Hub(hubId, hubName, "", "", routeId, routeName);
        }

        /** The hub, about no device. */
        public Hub(String hubId, String hubName) {
            this(hubId, hubName, "", "");
        }
    }
}
