package org.axletree.core.message;

import java.util.Objects;

/** One user property of an MQTT 5 message (MQTT 5 section 3.3.2.3.7). Names may repeat, order matters. */
public record UserProperty(String name, String value) {
    public UserProperty {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
    }
}
