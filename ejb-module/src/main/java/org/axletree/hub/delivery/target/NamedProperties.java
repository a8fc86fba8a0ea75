package org.axletree.hub.delivery.target;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.message.UserProperty;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.log.Origin;

/** What a message says besides its payload, by name: the properties of JMS, the headers of Kafka. Texts, whole numbers and flags. */
public final class NamedProperties {
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    private static final String USER_PROPERTIES = "mqtt_user_properties";

    private NamedProperties() {}

    public static Map<String, Object> of(LoggedMessage message) {
        Map<String, Object> values = new LinkedHashMap<>();
        Origin origin = message.origin();
        values.put("message_id", message.id());
        values.put("hub_id", origin.hubId());
        values.put("hub_name", origin.hubName());
        String kind = word(origin.kind());
        values.put(kind + "_id", origin.id());
        values.put(kind + "_name", origin.name());
        values.put("topic", message.topic());
        values.put("qos", message.qos().level());
        values.put("retain", message.retain());
        values.put("received_at", message.receivedAt());
        if (message.repeated()) {
            values.put("repeated", true);
        }
        if (message.properties() != MessageProperties.NONE) {
            describe(values, message.properties());
        }
        for (UserProperty annotation : message.annotations()) {
            values.put(annotation.name(), annotation.value());
        }
        values.putAll(message.enrichment());
        return values;
    }

    private static String word(Origin.Kind kind) {
        return switch (kind) {
            case DEVICE, HUB -> "device";
            case NETWORK -> "network";
            case BRIDGE -> "bridge";
            case HUB_OF_ROUTE -> "route";
        };
    }

    /** What only messages of MQTT 5 have, where they have it. */
    private static void describe(Map<String, Object> values, MessageProperties properties) {
        if (properties.text()) {
            values.put("text", true);
        }
        if (!properties.contentType().isEmpty()) {
            values.put("content_type", properties.contentType());
        }
        if (!properties.responseTopic().isEmpty()) {
            values.put("response_topic", properties.responseTopic());
        }
        byte[] correlationData = properties.correlationData();
        if (correlationData.length > 0) {
            values.put("correlation_data", Base64.getEncoder().encodeToString(correlationData));
        }
        properties.expirySeconds().ifPresent(seconds -> values.put("expiry_seconds", seconds));
        addUserProperties(values, properties.userProperties());
    }

    /** Names may repeat in MQTT 5, and JMS has fewer characters for them: where two fall together, all are in one text as well. */
    private static void addUserProperties(Map<String, Object> values, List<UserProperty> userProperties) {
        Set<String> names = new HashSet<>(Set.of(USER_PROPERTIES));
        boolean together = false;
        for (UserProperty property : userProperties) {
            String name = propertyName(property.name());
            if (names.add(name)) {
                values.put(name, property.value());
            } else {
                together = true;
            }
        }
        if (together) {
            values.put(USER_PROPERTIES, json(userProperties));
        }
    }

    private static String json(List<UserProperty> userProperties) {
        JsonArrayBuilder json = JSON.createArrayBuilder();
        for (UserProperty property : userProperties) {
            json.add(JSON.createArrayBuilder().add(property.name()).add(property.value()));
        }
        return json.build().toString();
    }

    /**
     * A JMS property is named like a Java identifier (JMS 3.1 section 3.8.1.1); every other {@code char} becomes {@code _}. By
     * {@code char} and not by code point, as brokers look at them.
     */
    public static String propertyName(String userProperty) {
        StringBuilder name = new StringBuilder("mqtt_".length() + userProperty.length()).append("mqtt_");
        for (int i = 0; i < userProperty.length(); i++) {
            char c = userProperty.charAt(i);
            name.append(Character.isJavaIdentifierPart(c) ? c : '_');
        }
        return name.toString();
    }
}
