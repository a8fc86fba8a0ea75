package org.axletree.hub.registry.route;

import java.util.Locale;
import java.util.regex.Pattern;
import org.axletree.hub.registry.ArgumentCheck;
import org.axletree.hub.registry.Problem;

/** What a request may say of a route alone. */
final class RouteArguments {
    // What OpenMQ takes for the name of a queue and a file system for the name of a directory.
    private static final Pattern QUEUE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z0-9_]+)*");
    private static final int QUEUE_NAME_LENGTH = 200;

    private RouteArguments() {}

    static void queueName(ArgumentCheck check, String queueName) {
        String argument = "jms_config.queue_name";
        if (queueName.isEmpty()) {
            check.add(argument, "required", "is empty (expected: the name of a JMS queue)");
        } else if (queueName.length() > QUEUE_NAME_LENGTH) {
            check.add(
                    argument,
                    "constraint",
                    queueName.length() + " characters (expected: 1 to " + QUEUE_NAME_LENGTH + ")");
        } else if (!QUEUE.matcher(queueName).matches()) {
            check.add(
                    argument,
                    "format",
                    Problem.shown(queueName) + " (expected: letters, digits, underscores and single dots,"
                            + " with a letter or an underscore first; OpenMQ itself refuses hyphens)");
        } else if (queueName.toLowerCase(Locale.ROOT).startsWith("mq")) {
            check.add(
                    argument,
                    "format",
                    Problem.shown(queueName) + " (expected: not mq first, which the broker keeps for itself)");
        }
    }
}
