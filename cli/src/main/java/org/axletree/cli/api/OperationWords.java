package org.axletree.cli.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which noun and which verb have an operation done: made from its name, so that a new operation has its command at once. */
record OperationWords(String noun, String verb) {
    private static final Map<String, String> NOUNS = Map.of("audit", "audit", "cluster", "cluster");

    private static final String JMS_USER = "JmsUser";

    static OperationWords of(String tag, String id) {
        // Users of the broker are described among the routes that they read from.
        boolean ofBroker = id.contains(JMS_USER);
        String noun = ofBroker ? "jms-user" : noun(tag);
        List<String> words = words(ofBroker ? id.replaceFirst(JMS_USER + "s?", "") : id);
        String action = words.remove(0);
        boolean many = words.removeIf(word -> word.equals(noun + "s")) && !action.equals("list");
        words.removeIf(word -> word.equals(noun));
        if (noun.equals("audit")) {
            words.clear();
        }
        String verb = action.equals("get") ? "show" : action;
        if (many && words.isEmpty()) {
            return new OperationWords(noun, verb + "-many");
        }
        return new OperationWords(noun, words.isEmpty() ? verb : verb + "-" + String.join("-", words));
    }

    private static String noun(String tag) {
        String lower = tag.toLowerCase(Locale.ROOT).replace(' ', '-');
        return NOUNS.getOrDefault(lower, lower.endsWith("s") ? lower.substring(0, lower.length() - 1) : lower);
    }

    /** {@code GetHubCA} is get, hub, ca. */
    private static List<String> words(String id) {
        List<String> words = new ArrayList<>();
        for (String word : id.split("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")) {
            words.add(word.toLowerCase(Locale.ROOT));
        }
        return words;
    }
}
