package org.axletree.hub.registry.route;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.axletree.hub.authority.SecretBox;
import org.axletree.hub.registry.StrictJson;

/**
 * The configuration of a route as the database has it: a JSON object. A secret is an array of one text in it: what {@link
 * SecretBox} made of its JSON, bound to the route and the field, in Base64.
 */
@ApplicationScoped
class SealedConfiguration {
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    private SecretBox box;

    /** For the container's proxy. */
    protected SealedConfiguration() {}

    @Inject
    SealedConfiguration(SecretBox box) {
        this.box = box;
    }

    String seal(String routeId, RouteKind kind, RouteConfiguration configuration) {
        Set<String> secret = kind.fields().stream()
                .filter(ConfigurationField::secret)
                .map(ConfigurationField::name)
                .collect(Collectors.toSet());
        JsonObjectBuilder json = JSON.createObjectBuilder();
        configuration.values().forEach((name, value) -> {
            JsonValue plain = json(value);
            json.add(
                    name,
                    secret.contains(name)
                            ? JSON.createArrayBuilder()
                                    .add(seal(routeId, name, plain))
                                    .build()
                            : plain);
        });
        return json.build().toString();
    }

    RouteConfiguration open(String routeId, String kind, String stored) {
        Map<String, Object> values = new LinkedHashMap<>();
        StrictJson.object("configuration", stored).forEach((name, value) -> {
            JsonValue plain = value instanceof JsonArray sealed ? unseal(routeId, name, sealed.getString(0)) : value;
            values.put(name, value(plain));
        });
        return new RouteConfiguration(kind, values);
    }

    private String seal(String routeId, String field, JsonValue value) {
        // In an object, as a text alone is no document for every reader.
        String document = JSON.createObjectBuilder().add("value", value).build().toString();
        return Base64.getEncoder()
                .encodeToString(box.seal(context(routeId, field), document.getBytes(StandardCharsets.UTF_8)));
    }

    private JsonValue unseal(String routeId, String field, String sealed) {
        byte[] document = box.open(context(routeId, field), Base64.getDecoder().decode(sealed));
        return StrictJson.object("configuration", new String(document, StandardCharsets.UTF_8))
                .get("value");
    }

    private static String context(String routeId, String field) {
        return "route:" + routeId + ":" + field;
    }

    private static JsonValue json(Object value) {
        if (value instanceof Long number) {
            return Json.createValue(number);
        }
        if (value instanceof Boolean flag) {
            return flag ? JsonValue.TRUE : JsonValue.FALSE;
        }
        if (value instanceof Map<?, ?> texts) {
            JsonObjectBuilder json = JSON.createObjectBuilder();
            texts.forEach((name, text) -> json.add(name.toString(), text.toString()));
            return json.build();
        }
        return Json.createValue(value.toString());
    }

    /** What a field of a JSON object is in a {@link RouteConfiguration}. */
    static Object value(JsonValue json) {
        if (json instanceof JsonNumber number) {
            return number.longValue();
        }
        if (json instanceof JsonString text) {
            return text.getString();
        }
        if (json instanceof JsonObject object) {
            Map<String, String> texts = new LinkedHashMap<>();
            object.forEach((name, text) -> texts.put(name, ((JsonString) text).getString()));
            return texts;
        }
        return json == JsonValue.TRUE;
    }
}
