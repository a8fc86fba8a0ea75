package org.axletree.hub.enrichment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is added to messages: texts by name, with places as {@code {{ device.name }}} for what is known of each message's hub and
 * device.
 *
 * @param texts by the name under which targets get them
 */
public record Enrichment(Map<String, String> texts) {
    public static final Enrichment NONE = new Enrichment(Map.of());

    /** Characters of a text, with and without its places filled. */
    static final int LONGEST = 1_000;

    private static final int MOST = 20;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");
    private static final String TWIN = "twin.";
    private static final Pattern TWIN_PLACE = Pattern.compile("twin\\.[-_~0-9a-zA-Z]{1,255}(\\.[^.{}]{1,255}){1,20}");
    private static final Set<String> PLACES = Set.of("hub.id", "hub.name", "device.id", "device.name");

    /** What messages say of themselves under these names. */
    private static final Set<String> TAKEN = Set.of(
            "message_id",
            "hub_id",
            "hub_name",
            "device_id",
            "device_name",
            "network_id",
            "network_name",
            "bridge_id",
            "bridge_name",
            "topic",
            "qos",
            "retain",
            "received_at",
            "repeated",
            "text",
            "content_type",
            "response_topic",
            "correlation_data",
            "expiry_seconds");

    public Enrichment {
        texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    }

    /** What is wrong; empty if nothing is. */
    public Optional<String> problem() {
        if (texts.size() > MOST) {
            return Optional.of(texts.size() + " texts (expected: at most " + MOST + ")");
        }
        return texts.entrySet().stream()
                .flatMap(entry -> problem(entry.getKey(), entry.getValue()).stream())
                .findFirst();
    }

    private static Optional<String> problem(String name, String text) {
        if (!NAME.matcher(name).matches() || TAKEN.contains(name) || name.startsWith("mqtt_")) {
            return Optional.of(
                    "has a name that cannot be used (expected: 1 to 64 of a to z, 0 to 9 and _, a letter first, and"
                            + " none that messages have themselves)");
        }
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            return Optional.of(name + ": is too long or has a control character (expected: at most " + LONGEST
                    + " characters in one line)");
        }
        Matcher place = PLACE.matcher(text);
        while (place.find()) {
            String inside = place.group(1);
            if (!PLACES.contains(inside) && !TWIN_PLACE.matcher(inside).matches()) {
                return Optional.of(name
                        + ": no such place (expected: {{ hub.id }}, {{ hub.name }}, {{ device.id }}, {{ device.name }} or"
                        + " {{ twin.document.field }})");
            }
        }
        return PLACE.matcher(text).replaceAll("").matches(".*[{}].*")
                ? Optional.of(name + ": has a brace that is not closed (expected: {{ place }})")
                : Optional.empty();
    }

    /** Whether something of a twin is asked for. */
    public static boolean isOfTwin(String place) {
        return place.startsWith(TWIN);
    }

    /**
     * What a message gets. A text with a place of which nothing is known is left out, and so is one that becomes too long.
     *
     * @param known what is known of a place; empty if nothing is
     */
    public Map<String, String> fill(Function<String, Optional<String>> known) {
        Map<String, String> filled = new LinkedHashMap<>();
        texts.forEach((name, text) -> fill(text, known)
                .filter(value -> value.length() <= LONGEST)
                .ifPresent(value -> filled.put(name, value)));
        return filled;
    }

    private static Optional<String> fill(String text, Function<String, Optional<String>> known) {
        StringBuilder filled = new StringBuilder();
        Matcher place = PLACE.matcher(text);
        while (place.find()) {
            Optional<String> value = known.apply(place.group(1));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            place.appendReplacement(filled, Matcher.quoteReplacement(value.get()));
        }
        return Optional.of(place.appendTail(filled).toString());
    }
}
