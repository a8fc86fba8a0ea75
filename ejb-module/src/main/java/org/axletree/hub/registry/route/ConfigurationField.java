package org.axletree.hub.registry.route;

import java.util.Objects;

/**
 * A field of what a kind of route is told, as of {@code jms_config}.
 *
 * @param name as in the API
 * @param secret whether it is encrypted in the database, and left out of every answer
 */
public record ConfigurationField(String name, Type type, boolean secret) {
    /** What values it may have in JSON. */
    public enum Type {
        TEXT,
        /** One of some words; {@code unknown} is what SDKs send for none. */
        CHOICE,
        NUMBER,
        FLAG,
        /** An object whose fields are texts. */
        TEXTS
    }

    public ConfigurationField {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }

    public static ConfigurationField text(String name) {
        return new ConfigurationField(name, Type.TEXT, false);
    }

    public static ConfigurationField choice(String name) {
        return new ConfigurationField(name, Type.CHOICE, false);
    }

    public static ConfigurationField number(String name) {
        return new ConfigurationField(name, Type.NUMBER, false);
    }

    public static ConfigurationField flag(String name) {
        return new ConfigurationField(name, Type.FLAG, false);
    }

    public static ConfigurationField texts(String name) {
        return new ConfigurationField(name, Type.TEXTS, false);
    }

    /** The same, as a secret. */
    public ConfigurationField sealed() {
        return new ConfigurationField(name, type, true);
    }
}
