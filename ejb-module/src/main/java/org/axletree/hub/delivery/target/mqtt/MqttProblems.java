package org.axletree.hub.delivery.target.mqtt;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.axletree.core.topic.Topic;
import org.axletree.fence.AddressFence;
import org.axletree.hub.delivery.target.TargetProblems;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.route.RouteConfiguration;

/** What can be wrong with what a bridge is told. */
final class MqttProblems {
    private static final Set<String> SCHEMES = Set.of(MqttConfiguration.PLAIN, MqttConfiguration.SECURE);
    private static final int URL_LENGTH = 500;
    private static final int PREFIX_LENGTH = 1_000;
    private static final int HIGHEST_QOS = 2;

    private final RouteConfiguration configuration;
    private final TargetProblems problems;

    MqttProblems(RouteConfiguration configuration, AddressFence fence) {
        this.configuration = configuration;
        this.problems = new TargetProblems(configuration, fence);
    }

    List<Problem.ArgumentProblem> found() {
        url(configuration.text(MqttConfiguration.URL));
        problems.login(MqttConfiguration.USERNAME);
        problems.login(MqttConfiguration.PASSWORD);
        problems.login(MqttConfiguration.CLIENT_ID);
        long qos = configuration.number(MqttConfiguration.QOS, MqttConfiguration.STANDARD_QOS);
        if (qos < 0 || qos > HIGHEST_QOS) {
            problems.add(MqttConfiguration.QOS, "constraint", qos + " (expected: 0, 1 or 2)");
        }
        problems.choice(MqttConfiguration.DIRECTION, BridgeDirection.NAMES);
        prefix(MqttConfiguration.REMOTE_PREFIX);
        prefix(MqttConfiguration.LOCAL_PREFIX);
        problems.authorities(MqttConfiguration.CA);
        return problems.found();
    }

    private void url(String text) {
        if (text.isEmpty()) {
            problems.add(MqttConfiguration.URL, "required", "is empty (expected: an address as mqtts://host:8883)");
            return;
        }
        try {
            URI url = new URI(text).parseServerAuthority();
            if (url.getRawUserInfo() != null) {
                problems.add(
                        MqttConfiguration.URL,
                        "format",
                        "has a user name in it (expected: none; there are username and password)");
                return;
            }
            boolean plain = url.getScheme() != null
                    && SCHEMES.contains(url.getScheme().toLowerCase(Locale.ROOT))
                    && url.getHost() != null
                    && (url.getRawPath().isEmpty() || url.getRawPath().equals("/"))
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && text.length() <= URL_LENGTH;
            if (plain) {
                problems.behindTheFence(MqttConfiguration.URL, url.getHost());
                return;
            }
        } catch (URISyntaxException none) {
            // Said below.
        }
        problems.add(
                MqttConfiguration.URL,
                "format",
                Problem.shown(text) + " (expected: an address as mqtt://host:1883 or mqtts://host:8883)");
    }

    /** It stands before a topic, and must leave it one. */
    private void prefix(String field) {
        String prefix = configuration.text(field);
        if (prefix.isEmpty()) {
            return;
        }
        if (prefix.length() > PREFIX_LENGTH) {
            problems.add(
                    field, "constraint", prefix.length() + " characters (expected: at most " + PREFIX_LENGTH + ")");
            return;
        }
        if (prefix.startsWith("$")) {
            problems.add(field, "format", "begins with $ (expected: a topic of users)");
            return;
        }
        Topic.problemWith(prefix).ifPresent(problem -> problems.add(field, "format", problem));
    }
}
