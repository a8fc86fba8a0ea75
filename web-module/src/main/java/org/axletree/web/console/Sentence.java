package org.axletree.web.console;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says to a person what the registry says to a program: {@code true (expected: false on the shared plan)} is no sentence, and who
 * has ticked a box has written neither.
 */
final class Sentence {
    private static final Pattern PROBLEM = Pattern.compile("(?s)(.*) ?\\(expected: (.*)\\)");
    /** A word of ours that begins a sentence; what somebody typed is repeated as it was. */
    private static final Pattern OUR_WORD = Pattern.compile("[a-z]+ (?!\\()");

    private static final Pattern PREDICATE = Pattern.compile("(?s)(is|has|was|begins|ends|stands|belongs|may) .*");
    private static final Pattern AMOUNT = Pattern.compile("[0-9]+ [a-z ]+");
    /** As {@code Topic} says it to programs. */
    private static final Pattern WILDCARD = Pattern.compile("[a-z]+: ([+#]) [a-z ]+[0-9]+");

    /** What a topic or a filter is said to have, by those that check them for programs. */
    private static final Pattern TOPIC = Pattern.compile("(?s)topic(?: filter)?: (.*)");

    private static final Set<String> VALUES = Set.of("true", "false", "null", "");
    private static final Set<String> BOXES =
            Set.of("allow_multiple_connections", "enable_device_auto_provisioning", "product_plan");

    private Sentence() {}

    /** @param argument what it is about; empty if it is about no one argument */
    static String of(String argument, String text) {
        Matcher parts = PROBLEM.matcher(text);
        if (!parts.matches()) {
            return begun(text);
        }
        String wrong = parts.group(1).strip();
        String right = parts.group(2);
        if (VALUES.contains(wrong)) {
            return BOXES.contains(argument)
                    ? Texts.of("problem.box." + argument)
                    : Texts.of("problem.expected", "right", right);
        }
        Matcher wildcard = WILDCARD.matcher(wrong);
        if (wildcard.matches()) {
            return Texts.of("problem.wildcard", "which", wildcard.group(1));
        }
        Matcher topic = TOPIC.matcher(wrong);
        if (topic.matches()) {
            return ofTopic(argument, topic.group(1), right);
        }
        if (right.startsWith("make ")) { // what to do, and no value
            return Texts.of("problem.first", "wrong", begun(wrong), "right", "M" + right.substring(1));
        }
        if (AMOUNT.matcher(wrong).matches()) {
            return Texts.of("problem.amount", "wrong", wrong, "right", right);
        }
        return Texts.of("problem.wrong", "wrong", begun(wrong), "right", right);
    }

    private static String ofTopic(String argument, String wrong, String right) {
        String said = wrong.equals("empty")
                ? Texts.of("problem.empty")
                : AMOUNT.matcher(wrong).matches() ? wrong : Texts.of("problem.topic", "what", wrong);
        return of(argument, said + " (expected: " + right + ")");
    }

    private static String begun(String text) {
        if (PREDICATE.matcher(text).matches()) {
            return Texts.of("problem.this", "predicate", text);
        }
        return OUR_WORD.matcher(text).lookingAt() ? Character.toUpperCase(text.charAt(0)) + text.substring(1) : text;
    }
}
