package org.axletree.hub.registry.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the topic of a LoRaWAN message is made of what it says about itself. */
public final class LorawanTemplate {
    /** Of a network that has none of its own. */
    public static final String STANDARD = "{{ application_id }}/{{ device_id }}/{{ event }}";

    private static final List<String> FIELDS =
            List.of("application_id", "device_id", "device_eui", "device_name", "event", "f_port");

    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");

    /** What would make levels or wildcards of a value. */
    private static final Pattern HARMFUL = Pattern.compile("[+#/\\x00]");

    private LorawanTemplate() {}

    /** Why a text is no such template; empty if it is one. */
    static Optional<String> problem(String template) {
        Matcher place = PLACE.matcher(template);
        while (place.find()) {
            if (!FIELDS.contains(place.group(1))) {
                return Optional.of(
                        "has {{ " + place.group(1) + " }} (expected: {{ " + String.join(" }}, {{ ", FIELDS) + " }})");
            }
        }
        return NetworkTopic.problem(PLACE.matcher(template).replaceAll("x"))
                .or(() -> template.replaceAll(PLACE.pattern(), "").matches("(?s).*[{}].*")
                        ? Optional.of("has a brace that is not closed (expected: {{ field }})")
                        : Optional.empty());
    }

    /**
     * The topic of a message.
     *
     * @param values what the message says, by the names of {@link #FIELDS}
     * @throws IllegalArgumentException if a value is missing, or would change the levels of the topic
     */
    public static String fill(String template, Map<String, String> values) {
        return PLACE.matcher(template).replaceAll(place -> {
            String value = values.getOrDefault(place.group(1), "");
            if (value.isEmpty()) {
                throw new IllegalArgumentException(place.group(1) + ": missing (expected: a message that has it)");
            }
            if (HARMFUL.matcher(value).find()) {
                throw new IllegalArgumentException(
                        place.group(1) + ": has one of + # /, or a zero byte (expected: none)");
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
