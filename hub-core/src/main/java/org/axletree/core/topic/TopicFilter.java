package org.axletree.core.topic;

import java.util.List;
import java.util.Optional;

/**
 * A topic filter (MQTT 3.1.1 section 4.7): a topic name in which a level may be {@code +} (any one level) and the last may
 * be {@code #} (the parent and all below it). A wildcard at the first level never matches a topic that begins with
 * {@code $} (MQTT-4.7.2-1); that rule holds for {@link #covers} and {@link #intersects} too.
 */
public final class TopicFilter {
    private static final String ONE = "+";
    private static final String REST = "#";

    private final String text;
    /**
     * Made when first asked for, as most filters of most devices are only ever compared with topics. Two threads may make it, and both
     * make the same.
     */
    private List<String> levels;

    private TopicFilter(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException where {@link #problemWith(String)} finds a problem */
    public static TopicFilter of(String text) {
        problemWith(text).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        return new TopicFilter(text);
    }

    /** What is wrong with a topic filter, as {@code topic filter: … (expected: …)}; empty if it is right. */
    public static Optional<String> problemWith(String text) {
        if (text.isEmpty()) {
            return Optional.of("topic filter: empty (expected: at least one character)");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '+' && c != '#') {
                continue;
            }
            boolean wholeLevel =
                    (i == 0 || text.charAt(i - 1) == '/') && (i == text.length() - 1 || text.charAt(i + 1) == '/');
            if (!wholeLevel) {
                return Optional.of(
                        "topic filter: " + c + " at position " + i + " (expected: a wildcard fills its level)");
            }
            if (c == '#' && i != text.length() - 1) {
                return Optional.of("topic filter: # at position " + i + " (expected: only as the last level)");
            }
        }
        return Topic.problemWithText("topic filter", text);
    }

    /** The levels, wildcards included. */
    public List<String> levels() {
        List<String> made = levels;
        if (made == null) {
            made = List.of(text.split("/", -1));
            levels = made;
        }
        return made;
    }

    /** Whether the topic name matches; allocates nothing. */
    public boolean matches(String topic) {
        int filterAt = 0;
        int topicAt = 0;
        int filterEnd = text.length();
        int topicEnd = topic.length();
        boolean hidden = topicEnd > 0 && topic.charAt(0) == '$';
        while (true) {
            char c = filterAt < filterEnd ? text.charAt(filterAt) : '/';
            if (c == '#') {
                return !(hidden && filterAt == 0);
            }
            if (c == '+') {
                if (hidden && filterAt == 0) {
                    return false;
                }
                filterAt++;
                while (topicAt < topicEnd && topic.charAt(topicAt) != '/') {
                    topicAt++;
                }
            } else {
                while (filterAt < filterEnd && text.charAt(filterAt) != '/') {
                    if (topicAt == topicEnd || topic.charAt(topicAt) != text.charAt(filterAt)) {
                        return false;
                    }
                    filterAt++;
                    topicAt++;
                }
            }
            boolean filterDone = filterAt == filterEnd;
            boolean topicDone = topicAt == topicEnd;
            if (filterDone || topicDone) {
                // "a/#" matches "a": only the parent's "/#" may be left over.
                return topicDone && (filterDone || (filterAt + 2 == filterEnd && text.charAt(filterAt + 1) == '#'));
            }
            if (topic.charAt(topicAt) != '/') {
                return false;
            }
            filterAt++;
            topicAt++;
        }
    }

    /** Whether every topic that matches the other filter matches this one too. */
    public boolean covers(TopicFilter other) {
        List<String> ours = levels();
        List<String> theirs = other.levels().equals(List.of(REST)) ? List.of(ONE, REST) : other.levels();
        for (int i = 0; ; i++) {
            String mine = i < ours.size() ? ours.get(i) : null;
            String their = i < theirs.size() ? theirs.get(i) : null;
            boolean hidden = i == 0 && theirs.get(0).startsWith("$");
            if (REST.equals(mine)) {
                return !hidden;
            }
            if (mine == null || their == null) {
                return mine == null && their == null;
            }
            if (REST.equals(their) || (ONE.equals(mine) ? hidden : !mine.equals(their))) {
                return false;
            }
        }
    }

    /** Whether some topic matches both filters. */
    public boolean intersects(TopicFilter other) {
        if (startsWithWildcard() && other.text.startsWith("$") || other.startsWithWildcard() && text.startsWith("$")) {
            return false;
        }
        List<String> ours = levels();
        List<String> theirs = other.levels();
        for (int i = 0; ; i++) {
            String mine = i < ours.size() ? ours.get(i) : null;
            String their = i < theirs.size() ? theirs.get(i) : null;
            if (REST.equals(mine) || REST.equals(their)) {
                // "/#" and "+" have only the empty topic in common, and no topic is empty.
                boolean onlyTheEmptyTopic = i == 1
                        && (mine == null && theirs.get(0).isEmpty()
                                || their == null && ours.get(0).isEmpty());
                return !onlyTheEmptyTopic;
            }
            if (mine == null || their == null) {
                return mine == null && their == null;
            }
            if (!ONE.equals(mine) && !ONE.equals(their) && !mine.equals(their)) {
                return false;
            }
        }
    }

    private boolean startsWithWildcard() {
        return text.equals(ONE) || text.equals(REST) || text.startsWith(ONE + "/");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TopicFilter filter && filter.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The filter as it was given. */
    @Override
    public String toString() {
        return text;
    }
}
