package org.axletree.hub.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.axletree.core.filter.MessageFilter;
import org.axletree.core.filter.TopicTemplate;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.settings.HubSettings;

/** Looks at the arguments of one request and gathers all that is wrong with them, so that one answer names everything. */
public final class ArgumentCheck {
    private static final Pattern REGION = Pattern.compile("[a-z]{2}-[a-z]{3}");
    private static final Pattern PROJECT = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    // What OpenMQ takes for the name of a queue and a file system for the name of a directory.
    private static final Pattern QUEUE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z0-9_]+)*");
    private static final int QUEUE_NAME_LENGTH = 200;
    // What MQTT 5 recommends for a server reference (section 4.11): a name or an address, and perhaps a port.
    private static final Pattern SERVER = Pattern.compile("(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
            + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\\[[0-9A-Fa-f:.]{2,45}])(?::(?<port>[0-9]{1,5}))?");
    private static final int SERVER_LENGTH = 260;

    private final HubSettings settings;
    private final List<Problem.ArgumentProblem> problems = new ArrayList<>();

    public ArgumentCheck(HubSettings settings) {
        this.settings = settings;
    }

    /** @throws ProblemException if anything was wrong */
    public void done() {
        if (!problems.isEmpty()) {
            throw new ProblemException(new Problem.InvalidArguments(problems));
        }
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
        int longest = settings.limit(HubLimit.NAME_LENGTH);
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
        int longest = settings.limit(HubLimit.DESCRIPTION_LENGTH);
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

    public ArgumentCheck tokenReach(TokenScope scope, Optional<String> projectId) {
        if (scope == TokenScope.PROJECT && projectId.isEmpty()) {
            add("project_id", "required", "is missing beside the scope project (expected: the project's id)");
        } else if (scope == TokenScope.ADMINISTRATOR && projectId.isPresent()) {
            add("project_id", "constraint", "an administrator has all projects (expected: null, or the scope project)");
        }
        return this;
    }

    public ArgumentCheck expiry(Instant expiry, Instant now) {
        if (!expiry.isAfter(now)) {
            add("expires_at", "constraint", expiry + " (expected: after " + now + ")");
        }
        return this;
    }

    public ArgumentCheck eventsTopicPrefix(String prefix) {
        int longest = 255;
        if (prefix.isEmpty() || prefix.length() > longest) {
            add("events_topic_prefix", "constraint", prefix.length() + " characters (expected: 1 to " + longest + ")");
        } else if (prefix.contains("#") || prefix.contains("+") || hasControlCharacter(prefix)) {
            add("events_topic_prefix", "format", "is no topic (expected: no +, # or control character)");
        } else if (prefix.endsWith("/")) {
            add("events_topic_prefix", "format", "ends with / (expected: a level)");
        }
        return this;
    }

    public ArgumentCheck serverReference(String server) {
        Matcher parts = SERVER.matcher(server);
        if (!parts.matches() || server.length() > SERVER_LENGTH) {
            add(
                    "moved_to",
                    "format",
                    Problem.shown(server)
                            + " (expected: host or host:port, as in hub.example.org:8883 or [2001:db8::1])");
        } else if (parts.group("port") != null && !isPort(parts.group("port"))) {
            add("moved_to", "format", Problem.shown(server) + " (expected: a port from 1 to 65535)");
        }
        return this;
    }

    private static boolean isPort(String digits) {
        int port = Integer.parseInt(digits);
        return port > 0 && port <= 65_535;
    }

    public ArgumentCheck filter(String argument, MessageFilter filter) {
        int most = settings.limit(HubLimit.FILTER_TOPICS);
        if (filter.topics().size() > most) {
            add(argument, "constraint", filter.topics().size() + " topics (expected: at most " + most + ")");
        }
        filter.topics().stream()
                .filter(this::tooDeep)
                .findFirst()
                .ifPresent(topic -> add(argument, "constraint", levelsProblem(topic)));
        filter.topics().stream()
                .flatMap(topic -> TopicTemplate.problemWith(topic).stream())
                .findFirst()
                .ifPresent(problem -> add(argument, "format", problem));
        return this;
    }

    public ArgumentCheck topic(TopicFilter topic) {
        if (tooDeep(topic)) {
            add("topic", "constraint", levelsProblem(topic));
        }
        return this;
    }

    private boolean tooDeep(TopicFilter topic) {
        return topic.levels().size() > settings.limit(HubLimit.TOPIC_LEVELS);
    }

    private String levelsProblem(TopicFilter topic) {
        return topic.levels().size() + " levels (expected: at most " + settings.limit(HubLimit.TOPIC_LEVELS) + ")";
    }

    public ArgumentCheck queueName(String queueName) {
        String argument = "jms_config.queue_name";
        if (queueName.isEmpty()) {
            add(argument, "required", "is empty (expected: the name of a JMS queue)");
        } else if (queueName.length() > QUEUE_NAME_LENGTH) {
            add(argument, "constraint", queueName.length() + " characters (expected: 1 to " + QUEUE_NAME_LENGTH + ")");
        } else if (!QUEUE.matcher(queueName).matches()) {
            add(
                    argument,
                    "format",
                    Problem.shown(queueName) + " (expected: letters, digits, underscores and single dots,"
                            + " with a letter or an underscore first)");
        } else if (queueName.toLowerCase(Locale.ROOT).startsWith("mq")) {
            add(
                    argument,
                    "format",
                    Problem.shown(queueName) + " (expected: not mq first, which the broker keeps for itself)");
        }
        return this;
    }

    private void add(String argument, String reason, String helpMessage) {
        problems.add(new Problem.ArgumentProblem(argument, reason, helpMessage));
    }

    private static boolean hasControlCharacter(String text) {
        return text.codePoints().anyMatch(c -> Character.isISOControl(c) || (c >= 0xD800 && c <= 0xDFFF));
    }
}
