package org.axletree.hub.registry;

import java.util.regex.Pattern;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.settings.HubSettings;

/**
 * Looks at the arguments of one request and gathers all that is wrong with them, so that one answer names everything. What
 * several rooms are told is checked here; what only one is told is checked there, and added.
 */
public final class ArgumentCheck {
    private static final Pattern REGION = Pattern.compile("[a-z]{2}-[a-z]{3}");
    private static final Pattern PROJECT = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final HubSettings settings;
    private final ArgumentFaults faults = new ArgumentFaults();

    public ArgumentCheck(HubSettings settings) {
        this.settings = settings;
    }

    /** @throws ProblemException if anything was wrong */
    public void done() {
        faults.done();
    }

    public ArgumentCheck region(String region) {
        if (!REGION.matcher(region).matches()) {
            add(
                    "region",
                    "format",
                    Problem.shown(region) + " (expected: two letters, a dash and three letters, as in fr-par)");
        }
        return this;
    }

    public ArgumentCheck name(String argument, String name) {
        int length = name.codePointCount(0, name.length());
        int longest = limit(HubLimit.NAME_LENGTH);
        if (name.isBlank()) {
            add(argument, "required", "is empty (expected: 1 to " + longest + " characters)");
        } else if (length > longest) {
            add(argument, "constraint", length + " characters (expected: 1 to " + longest + ")");
        } else if (hasControlCharacter(name)) {
            add(argument, "format", "has a control character or half a character (expected: none)");
        } else if (!name.strip().equals(name)) {
            add(argument, "format", "begins or ends with a space (expected: no space there)");
        }
        return this;
    }

    public ArgumentCheck description(String description) {
        int length = description.codePointCount(0, description.length());
        int longest = limit(HubLimit.DESCRIPTION_LENGTH);
        if (length > longest) {
            add("description", "constraint", length + " characters (expected: at most " + longest + ")");
        } else if (hasControlCharacter(description.replaceAll("[\\r\\n\\t]", ""))) {
            add(
                    "description",
                    "format",
                    "has a control character or half a character (expected: none but line breaks)");
        }
        return this;
    }

    public ArgumentCheck project(String argument, String id) {
        if (!PROJECT.matcher(id).matches()) {
            add(
                    argument,
                    "format",
                    Problem.shown(id) + " (expected: a UUID, or 1 to 64 letters, digits, dashes and underscores)");
        }
        return this;
    }

    public ArgumentCheck topic(String argument, TopicFilter topic) {
        if (isTooDeep(topic)) {
            add(
                    argument,
                    "constraint",
                    topic.levels().size() + " levels (expected: at most " + limit(HubLimit.TOPIC_LEVELS) + ")");
        }
        return this;
    }

    public boolean isTooDeep(TopicFilter topic) {
        return topic.levels().size() > limit(HubLimit.TOPIC_LEVELS);
    }

    /** How much there may be, as the owner of the server has set it. */
    public int limit(HubLimit limit) {
        return settings.limit(limit);
    }

    /** Something is wrong that only one room of the registry knows of. */
    public void add(String argument, String reason, String helpMessage) {
        faults.add(argument, reason, helpMessage);
    }

    public static boolean hasControlCharacter(String text) {
        return text.codePoints().anyMatch(c -> Character.isISOControl(c) || (c >= 0xD800 && c <= 0xDFFF));
    }
}
