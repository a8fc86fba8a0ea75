package org.axletree.web.console.device;

import java.util.Optional;

/** Which devices of a hub to show. */
public enum DeviceChoice {
    ALL(Optional.empty(), Optional.empty()),
    ENABLED(Optional.empty(), Optional.of(true)),
    DISABLED(Optional.empty(), Optional.of(false)),
    INSECURE(Optional.of(true), Optional.empty()),
    MUTUAL_TLS(Optional.of(false), Optional.empty());

    private final Optional<Boolean> allowInsecure;
    private final Optional<Boolean> enabled;

    DeviceChoice(Optional<Boolean> allowInsecure, Optional<Boolean> enabled) {
        this.allowInsecure = allowInsecure;
        this.enabled = enabled;
    }

    Optional<Boolean> allowInsecure() {
        return allowInsecure;
    }

    Optional<Boolean> enabled() {
        return enabled;
    }
}
