package org.axletree.core.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The rules of MQTT 3.1.1 section 4.7 written down once more, slowly and obviously. */
public final class NaiveMatcher {
    /** Levels that topics are made of; {@code z} occurs in no filter and stands for every other word. */
    private static final List<String> WORDS = List.of("a", "b", "", "$s", "z");

    private NaiveMatcher() {}

    public static boolean matches(String filter, String topic) {
        if (topic.startsWith("$") && (filter.startsWith("+") || filter.startsWith("#"))) {
            return false;
        }
        return matches(List.of(filter.split("/", -1)), List.of(topic.split("/", -1)));
    }

    private static boolean matches(List<String> filter, List<String> topic) {
        if (filter.isEmpty()) {
            return topic.isEmpty();
        }
        String first = filter.get(0);
        if (first.equals("#")) {
            return true;
        }
        return !topic.isEmpty()
                && (first.equals("+") || first.equals(topic.get(0)))
                && matches(filter.subList(1, filter.size()), topic.subList(1, topic.size()));
    }

    /** Every topic of up to the given number of levels. */
    public static List<String> allTopics(int levels) {
        List<String> topics = new ArrayList<>(WORDS);
        List<String> longest = List.copyOf(WORDS);
        for (int i = 1; i < levels; i++) {
            List<String> longer = new ArrayList<>();
            for (String topic : longest) {
                WORDS.forEach(word -> longer.add(topic + "/" + word));
            }
            topics.addAll(longer);
            longest = longer;
        }
        topics.removeIf(String::isEmpty);
        return topics;
    }

    /** A valid filter of one to three levels. */
    public static String randomFilter(Random random) {
        List<String> words = List.of("a", "b", "", "$s", "+", "+");
        int levels = 1 + random.nextInt(3);
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < levels; i++) {
            parts.add(words.get(random.nextInt(words.size())));
        }
        if (random.nextInt(3) == 0) {
            parts.set(levels - 1, "#");
        }
        String filter = String.join("/", parts);
        return filter.isEmpty() ? "+" : filter;
    }
}
