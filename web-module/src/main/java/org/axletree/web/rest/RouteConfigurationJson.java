package org.axletree.web.rest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.axletree.hub.registry.route.ConfigurationField;
import org.axletree.hub.registry.route.RouteKind;

/** What a kind of route is told, in the API's words: the kind names its fields, and nobody else has to. */
final class RouteConfigurationJson {
    /** What SDKs send for a choice that was not made. */
    private static final String UNKNOWN = "unknown";

    private RouteConfigurationJson() {}

    /** The fields that were given; problems go to the body. */
    static Map<String, Object> read(JsonBody body, RouteKind kind) {
        Map<String, Object> values = new LinkedHashMap<>();
        body.object(
                        kind.configurationName(),
                        kind.fields().stream().map(ConfigurationField::name).collect(Collectors.toSet()))
                .ifPresent(object -> kind.fields()
                        .forEach(field -> value(object, field).ifPresent(value -> values.put(field.name(), value))));
        return values;
    }

    private static Optional<?> value(JsonBody object, ConfigurationField field) {
        return switch (field.type()) {
            case TEXT -> object.text(field.name());
            case CHOICE -> object.text(field.name()).filter(word -> !word.equals(UNKNOWN));
            case NUMBER -> object.count(field.name());
            case FLAG -> object.flag(field.name());
            case TEXTS -> object.textsByName(field.name());
        };
    }

    /** @param values as {@link RouteKind#shown} gives them */
    static JsonObject of(Map<String, Object> values) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        values.forEach((name, value) -> {
            if (value instanceof Long number) {
                json.add(name, number);
            } else if (value instanceof Boolean flag) {
                json.add(name, flag);
            } else if (value instanceof Map<?, ?> texts) {
                JsonObjectBuilder object = Json.createObjectBuilder();
                texts.forEach((key, text) -> object.add(key.toString(), text.toString()));
                json.add(name, object);
            } else {
                json.add(name, value.toString());
            }
        });
        return json.build();
    }
}
