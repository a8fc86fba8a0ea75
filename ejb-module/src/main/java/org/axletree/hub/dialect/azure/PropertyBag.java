package org.axletree.hub.dialect.azure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axletree.core.message.UserProperty;

/**
 * What a device says of its message at the end of the topic: {@code name=value&…}, percent-encoded
 * (docs/reference/dialects/azure.md, 5).
 *
 * @param contentType of the payload; empty if it is not said
 * @param system what Azure itself knows, under the names that routes tell it by
 * @param application the device's own, in their order
 */
record PropertyBag(String contentType, List<UserProperty> system, List<UserProperty> application) {
    static final PropertyBag EMPTY = new PropertyBag("", List.of(), List.of());

    private static final String CONTENT_TYPE = "$.ct";

    /** Of Azure's names, those that routes tell; keys come encoded or not. */
    private static final Map<String, String> SYSTEM = Map.ofEntries(
            Map.entry("$.mid", "message_id"),
            Map.entry("$.cid", "correlation_id"),
            Map.entry("$.uid", "user_id"),
            Map.entry("$.ce", "content_encoding"),
            Map.entry("$.ctime", "creation_time"),
            Map.entry("$.to", "to"),
            Map.entry("$.exp", "absolute_expiry_time"),
            Map.entry("$.on", "output_name"),
            Map.entry("$.ifid", "interface_id"),
            Map.entry("$.sub", "component"));

    /** Who it is that says it: the hub tells that of the connection, whatever the device says. */
    private static final Set<String> SENDER = Set.of("$.cdid", "$.cmid");

    PropertyBag {
        system = List.copyOf(system);
        application = List.copyOf(application);
    }

    /**
     * Reads a bag; empty if it has a character that no property can have. What is encoded wrongly is taken as it stands.
     *
     * @param bag {@linkplain #trimmed trimmed}
     */
    static Optional<PropertyBag> parse(String bag) {
        if (bag.isEmpty()) {
            return Optional.of(EMPTY);
        }
        String contentType = "";
        List<UserProperty> system = new ArrayList<>();
        List<UserProperty> application = new ArrayList<>();
        int end;
        for (int start = 0; start < bag.length(); start = end + 1) {
            end = bag.indexOf('&', start);
            if (end < 0) {
                end = bag.length();
            }
            int equals = bag.indexOf('=', start);
            boolean hasValue = equals >= 0 && equals < end;
            String name = decoded(bag.substring(start, hasValue ? equals : end));
            String value = hasValue ? decoded(bag.substring(equals + 1, end)) : "";
            if (name.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
                return Optional.empty();
            }
            String known = name.startsWith("$.") ? SYSTEM.get(name) : null;
            if (known != null) {
                system.add(new UserProperty(known, value));
            } else if (name.equals(CONTENT_TYPE)) {
                contentType = value;
            } else if (!name.isEmpty() && !SENDER.contains(name)) {
                application.add(new UserProperty(name, value));
            }
        }
        return Optional.of(new PropertyBag(contentType, system, application));
    }

    /**
     * The bag itself.
     *
     * @param text what follows the topic, with or without a question mark before it and slashes about it
     */
    static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (end > start && text.charAt(end - 1) == '/') {
            end--;
        }
        while (start < end && (text.charAt(start) == '/' || text.charAt(start) == '?')) {
            start++;
        }
        return text.substring(start, end);
    }

    private static String decoded(String text) {
        return PercentText.decode(text).orElse(text);
    }
}
