package org.axletree.hub.registry.hub;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.axletree.hub.registry.ArgumentCheck;
import org.axletree.hub.registry.Problem;

/** What a request may say of a hub alone. */
final class HubArguments {
    private static final int PREFIX_LENGTH = 255;
    // What MQTT 5 recommends for a server reference (section 4.11): a name or an address, and perhaps a port.
    private static final Pattern SERVER = Pattern.compile("(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
            + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\\[[0-9A-Fa-f:.]{2,45}])(?::(?<port>[0-9]{1,5}))?");
    private static final int SERVER_LENGTH = 260;

    private HubArguments() {}

    static void eventsTopicPrefix(ArgumentCheck check, String prefix) {
        String argument = "events_topic_prefix";
        if (prefix.isEmpty() || prefix.length() > PREFIX_LENGTH) {
            check.add(argument, "constraint", prefix.length() + " characters (expected: 1 to " + PREFIX_LENGTH + ")");
        } else if (prefix.contains("#") || prefix.contains("+") || ArgumentCheck.hasControlCharacter(prefix)) {
            check.add(argument, "format", "is no topic (expected: no +, # or control character)");
        } else if (prefix.endsWith("/")) {
            check.add(argument, "format", "ends with / (expected: a level)");
        }
    }

    static void serverReference(ArgumentCheck check, String server) {
        Matcher parts = SERVER.matcher(server);
        if (!parts.matches() || server.length() > SERVER_LENGTH) {
            check.add(
                    "moved_to",
                    "format",
                    Problem.shown(server)
                            + " (expected: host or host:port, as in hub.example.org:8883 or [2001:db8::1])");
        } else if (parts.group("port") != null && !isPort(parts.group("port"))) {
            check.add("moved_to", "format", Problem.shown(server) + " (expected: a port from 1 to 65535)");
        }
    }

    private static boolean isPort(String digits) {
        int port = Integer.parseInt(digits);
        return port > 0 && port <= 65_535;
    }
}
