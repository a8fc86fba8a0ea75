package org.axletree.hub.condition;

import dev.cel.runtime.CelVariableResolver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axletree.core.door.Publication;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.message.UserProperty;

/**
 * What a message says of itself, to conditions. What several conditions ask for is found out once. For one thread.
 */
public final class ConditionFacts {
    private final Publication message;
    private final Map<String, Optional<Object>> known = new HashMap<>();

    public ConditionFacts(Publication message) {
        this.message = message;
    }

    /** Whether the payload is JSON, and small enough to be looked into. */
    boolean hasJson() {
        return fact(ConditionLanguage.JSON).isPresent();
    }

    CelVariableResolver resolver() {
        return this::fact;
    }

    private Optional<Object> fact(String name) {
        return known.computeIfAbsent(name, this::find);
    }

    private Optional<Object> find(String name) {
        return switch (name) {
            case "topic" -> Optional.of(message.topic());
            case "levels" -> Optional.of(List.of(message.topic().split("/", -1)));
            case ConditionLanguage.DEVICE -> Optional.of(device());
            case "qos" -> Optional.of((long) message.qos().level());
            case "retain" -> Optional.of(message.retain());
            case "size" -> Optional.of((long) message.payloadSize());
            case ConditionLanguage.JSON ->
                message.payloadSize() <= JsonFacts.MOST_BYTES ? JsonFacts.read(message.payload()) : Optional.empty();
            case "properties" -> Optional.of(properties());
            default -> Optional.empty();
        };
    }

    /** Of a message that is no device's, of the device that it is about, if there is one. */
    private Map<String, String> device() {
        return message.sender()
                .fold(
                        device -> {
                            DeviceIdentity identity = device.rights().identity();
                            return device(identity.deviceId(), identity.deviceName());
                        },
                        network -> device("", ""),
                        bridge -> device("", ""),
                        hub -> device(hub.deviceId(), hub.deviceName()));
    }

    private static Map<String, String> device(String id, String name) {
        return Map.of("id", id, "name", name);
    }

    /** Of several of one name the first, as for JMS. */
    private Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        for (UserProperty property : message.properties().userProperties()) {
            properties.putIfAbsent(property.name(), property.value());
        }
        return properties;
    }
}
