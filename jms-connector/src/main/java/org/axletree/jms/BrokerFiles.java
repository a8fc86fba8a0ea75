package org.axletree.jms;

import com.sun.messaging.jmq.util.MD5;
import java.util.Collection;
import org.axletree.core.route.BrokerAccess;

/**
 * The files that tell the embedded broker who its users are and what they may do. What is not allowed is denied: what lies in the
 * destinations of routes comes from the hub alone; the operator's user may read all of it; a project's users may read what is the
 * project's, and create nothing.
 *
 * @param hubUser the hub's own login
 * @param operator the login for all projects
 */
record BrokerFiles(String hubUser, String hubPassword, String operator, String operatorPassword) {
    BrokerFiles {
        if (hubUser.equals(operator)) {
            throw new IllegalArgumentException("AXLETREE_JMS_USER: " + hubUser + " (expected: not the hub's own name)");
        }
    }

    String passwords(Collection<BrokerAccess.User> users) {
        StringBuilder lines = new StringBuilder();
        lines.append(line(hubUser, hubPassword, "hub")).append(line(operator, operatorPassword, "user"));
        users.forEach(user -> lines.append(line(user.name(), user.password(), group(user.projectId()))));
        return lines.toString();
    }

    /** The broker knows no other form than MD5; the file is for its owner only, and generated passwords have 256 bits. */
    private static String line(String name, String password, String group) {
        return name + ":" + MD5.getHashString(name + ":" + password) + ":" + group + ":1\n";
    }

    private static String group(String projectId) {
        return "project." + projectId;
    }

    /** The rules for one destination add to those for all. */
    String rights(Collection<BrokerAccess.Destination> destinations) {
        StringBuilder rules = new StringBuilder("version=JMQFileAccessControlModel/100\n");
        rule(rules, "connection.NORMAL.allow.user", "*");
        rule(rules, "connection.ADMIN.deny.user", "*");
        String readers = hubUser + "," + operator;
        rule(rules, "queue.*.produce.allow.user", hubUser);
        rule(rules, "queue.*.consume.allow.user", readers);
        rule(rules, "queue.*.browse.allow.user", readers);
        // The operator's user may name a queue before there is a route.
        rule(rules, "queue.create.allow.user", readers);
        rule(rules, "topic.*.produce.allow.user", hubUser);
        rule(rules, "topic.*.consume.allow.user", readers);
        rule(rules, "topic.create.allow.user", readers);
        for (BrokerAccess.Destination destination : destinations) {
            String of = (destination.topic() ? "topic." : "queue.") + destination.name();
            rule(rules, of + ".consume.allow.group", group(destination.projectId()));
            if (!destination.topic()) {
                rule(rules, of + ".browse.allow.group", group(destination.projectId()));
            }
        }
        return rules.toString();
    }

    private static void rule(StringBuilder rules, String what, String who) {
        rules.append(what).append('=').append(who).append('\n');
    }
}
