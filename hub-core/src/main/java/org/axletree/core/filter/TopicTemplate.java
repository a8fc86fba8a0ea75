package org.axletree.core.filter;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.topic.TopicFilter;

/**
 * An entry of a message filter that contains variables, as {@code {{ hub.name }}/{{ device.name }}/#} (scaleway.md E7). It is
 * filled in for each device.
 *
 * <p>A value must not widen rights: one that holds {@code +}, {@code #}, {@code /}, {@code $} or NUL is not filled in.
 */
public final class TopicTemplate {
    private static final String BEGIN = "{{";
    private static final String END = "}}";
    private static final String FORBIDDEN = "+#/$\0";

    private TopicTemplate() {}

    /** What an entry may name. */
    private enum Variable {
        HUB_NAME,
        HUB_ID,
        DEVICE_NAME,
        DEVICE_ID;

        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '.');
        }

        String of(DeviceIdentity identity) {
            return switch (this) {
                case HUB_NAME -> identity.hubName();
                case HUB_ID -> identity.hubId();
                case DEVICE_NAME -> identity.deviceName();
                case DEVICE_ID -> identity.deviceId();
            };
        }
    }

    private static final Map<String, Variable> VARIABLES = variables();

    /**
     * An entry, filled in or not.
     *
     * @param filter the result; empty if there is a problem
     * @param problem what is wrong, and what would be right; empty if nothing is
     */
    record Filled(Optional<TopicFilter> filter, String problem) {
        Filled {
            Objects.requireNonNull(filter, "filter");
            Objects.requireNonNull(problem, "problem");
        }
    }

    /** Whether the entry has variables. */
    static boolean isTemplate(TopicFilter entry) {
        return entry.toString().contains(BEGIN);
    }

    /** What is wrong with an entry, whatever the values; empty if nothing is. */
    public static Optional<String> problemWith(TopicFilter entry) {
        String text = entry.toString();
        for (int begin = text.indexOf(BEGIN); begin >= 0; begin = text.indexOf(BEGIN, begin + 1)) {
            int end = text.indexOf(END, begin);
            if (end < 0) {
                return Optional.of("{{ without }} (expected: as in {{ device.name }})");
            }
            String name = text.substring(begin + BEGIN.length(), end).strip();
            if (!VARIABLES.containsKey(name)) {
                return Optional.of(
                        "variable " + shown(name) + " (expected: " + String.join(", ", VARIABLES.keySet()) + ")");
            }
            begin = end;
        }
        return Optional.empty();
    }

    /** Fills an entry in for a device. */
    static Filled fill(TopicFilter entry, DeviceIdentity identity) {
        Optional<String> problem = problemWith(entry);
        if (problem.isPresent()) {
            return new Filled(Optional.empty(), problem.get());
        }
        String text = entry.toString();
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (int begin = text.indexOf(BEGIN); begin >= 0; begin = text.indexOf(BEGIN, from)) {
            int end = text.indexOf(END, begin);
            Variable variable =
                    VARIABLES.get(text.substring(begin + BEGIN.length(), end).strip());
            String value = variable.of(identity);
            if (value.chars().anyMatch(c -> FORBIDDEN.indexOf(c) >= 0)) {
                return new Filled(
                        Optional.empty(), variable.text() + " holds one of + # / $ (expected: a name without)");
            }
            filled.append(text, from, begin).append(value);
            from = end + END.length();
        }
        filled.append(text, from, text.length());
        return TopicFilter.problemWith(filled.toString())
                .map(wrong -> new Filled(Optional.empty(), wrong))
                .orElseGet(() -> new Filled(Optional.of(TopicFilter.of(filled.toString())), ""));
    }

    private static String shown(String name) {
        return name.length() <= 32 ? name : name.substring(0, 31) + "…";
    }

    private static Map<String, Variable> variables() {
        Map<String, Variable> byName = new TreeMap<>();
        for (Variable variable : Variable.values()) {
            byName.put(variable.text(), variable);
        }
        return byName;
    }
}
