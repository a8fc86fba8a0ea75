package org.axletree.hub.registry.network;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of networks (docs/reference/dialects/scaleway.md G1 to G9). */
public enum NetworkType {
    /** What devices speak; every hub has it. */
    MQTT(true),
    /** Likewise, in browsers. */
    WEBSOCKET(true),
    /** Whoever can send a POST. */
    REST(false),
    /** Call-backs of Sigfox's backend. */
    SIGFOX(false),
    /** Call-backs of LoRaWAN network servers: The Things Stack and ChirpStack. */
    LORAWAN(false);

    private final boolean fixed;

    NetworkType(boolean fixed) {
        this.fixed = fixed;
    }

    /** Whether every hub has one, which nobody creates or deletes. */
    public boolean isFixed() {
        return fixed;
    }

    /** Its name in the API. */
    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind with this name in the API, among those that can be created. */
    public static Optional<NetworkType> creatable(String apiName) {
        return Arrays.stream(values())
                .filter(type -> !type.fixed && type.apiName().equals(apiName))
                .findFirst();
    }
}
