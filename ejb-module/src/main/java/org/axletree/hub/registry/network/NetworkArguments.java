package org.axletree.hub.registry.network;

import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.ArgumentCheck;

/** What a request may say of a network alone. */
final class NetworkArguments {
    private NetworkArguments() {}

    static void topicPrefix(ArgumentCheck check, String prefix) {
        if (!prefix.isEmpty()) {
            NetworkTopic.problem(prefix).ifPresent(problem -> check.add("topic_prefix", "format", problem));
            tooLong(check, "topic_prefix", prefix);
        }
    }

    static void topicTemplate(ArgumentCheck check, NetworkType type, String template) {
        if (template.isEmpty()) {
            return;
        }
        if (type != NetworkType.LORAWAN) {
            check.add("topic_template", "constraint", "is for networks of the type lorawan (expected: null)");
            return;
        }
        LorawanTemplate.problem(template).ifPresent(problem -> check.add("topic_template", "format", problem));
        tooLong(check, "topic_template", template);
    }

    private static void tooLong(ArgumentCheck check, String argument, String text) {
        int longest = check.limit(HubLimit.NAME_LENGTH);
        if (text.length() > longest) {
            check.add(argument, "constraint", text.length() + " characters (expected: at most " + longest + ")");
        }
    }
}
