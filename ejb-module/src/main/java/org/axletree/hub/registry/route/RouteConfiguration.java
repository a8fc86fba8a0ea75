package org.axletree.hub.registry.route;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a kind of route is told, field by field, secrets included: it stays inside the hub.
 *
 * @param kind as {@link RouteKind#kind()}
 * @param values texts, whole numbers as {@link Long}, flags as {@link Boolean}, and maps of texts; only what was given
 */
public record RouteConfiguration(String kind, Map<String, Object> values) {
    public RouteConfiguration {
        Objects.requireNonNull(kind, "kind");
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** A text; empty if none was given. */
    public String text(String field) {
        return Optional.ofNullable(values.get(field)).map(Object::toString).orElse("");
    }

    /** A whole number, or what stands for it where none was given. */
    public long number(String field, long standard) {
        return values.get(field) instanceof Long number ? number : standard;
    }

    /** A flag, or what stands for it where none was given. */
    public boolean flag(String field, boolean standard) {
        return values.get(field) instanceof Boolean flag ? flag : standard;
    }

    /** Texts by name, in their order; empty if none were given. */
    public Map<String, String> texts(String field) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (values.get(field) instanceof Map<?, ?> given) {
            given.forEach((name, value) -> texts.put(name.toString(), value.toString()));
        }
        return texts;
    }

    /** Names the kind and the fields: a value may be a secret. */
    @Override
    public String toString() {
        return kind + values.keySet();
    }
}
