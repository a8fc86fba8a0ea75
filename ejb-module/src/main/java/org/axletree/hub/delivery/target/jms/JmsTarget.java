package org.axletree.hub.delivery.target.jms;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.axletree.core.route.QueueDepth;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.target.RouteTarget;
import org.axletree.hub.delivery.target.ShownPayload;
import org.axletree.hub.delivery.target.SourceReports;
import org.axletree.hub.delivery.target.TargetConnection;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.route.ConfigurationField;
import org.axletree.hub.registry.route.Route;
import org.axletree.hub.registry.route.RouteConfiguration;
import org.axletree.hub.registry.route.RouteDestination;

/** Queues and topics of the JMS broker. */
@ApplicationScoped
public class JmsTarget implements RouteTarget {
    static final String QUEUE = "queue_name";
    static final String TOPIC = "topic_name";

    // What OpenMQ takes for the name of a queue and a file system for the name of a directory.
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z0-9_]+)*");
    private static final int NAME_LENGTH = 200;

    private JmsSessions sessions;
    private QueueWatch queues;
    private JmsAccess access;

    /** For the container's proxy. */
    public JmsTarget() {}

    @Inject
    public JmsTarget(JmsSessions sessions, QueueWatch queues, JmsAccess access) {
        this.sessions = sessions;
        this.queues = queues;
        this.access = access;
    }

    @Override
    public String kind() {
        return "jms";
    }

    @Override
    public List<ConfigurationField> fields() {
        return List.of(ConfigurationField.text(QUEUE), ConfigurationField.text(TOPIC));
    }

    @Override
    public List<Problem.ArgumentProblem> problems(RouteConfiguration configuration) {
        List<Problem.ArgumentProblem> problems = new ArrayList<>();
        String queue = configuration.text(QUEUE);
        String topic = configuration.text(TOPIC);
        if (!queue.isEmpty() && !topic.isEmpty()) {
            problems.add(new Problem.ArgumentProblem(
                    TOPIC, "constraint", "is given beside queue_name (expected: one of the two)"));
        } else if (topic.isEmpty()) {
            check(QUEUE, queue, problems);
        } else {
            check(TOPIC, topic, problems);
        }
        return problems;
    }

    private static void check(String field, String name, List<Problem.ArgumentProblem> problems) {
        if (name.isEmpty()) {
            problems.add(
                    new Problem.ArgumentProblem(field, "required", "is empty (expected: the name of a JMS queue)"));
        } else if (name.length() > NAME_LENGTH) {
            problems.add(new Problem.ArgumentProblem(
                    field, "constraint", name.length() + " characters (expected: 1 to " + NAME_LENGTH + ")"));
        } else if (!NAME.matcher(name).matches()) {
            problems.add(new Problem.ArgumentProblem(
                    field,
                    "format",
                    Problem.shown(name) + " (expected: letters, digits, underscores and single dots,"
                            + " with a letter or an underscore first; OpenMQ itself refuses hyphens)"));
        } else if (name.toLowerCase(Locale.ROOT).startsWith("mq")) {
            problems.add(new Problem.ArgumentProblem(
                    field,
                    "format",
                    Problem.shown(name) + " (expected: not mq first, which the broker keeps for itself)"));
        }
    }

    /** A change from a queue to a topic, or back, names only the new one. */
    @Override
    public RouteConfiguration changed(RouteConfiguration before, Map<String, Object> changes) {
        boolean one = changes.containsKey(QUEUE) != changes.containsKey(TOPIC);
        return one ? new RouteConfiguration(before.kind(), changes) : RouteTarget.super.changed(before, changes);
    }

    @Override
    public Optional<RouteDestination> destination(RouteConfiguration configuration) {
        JmsDestination destination = JmsDestination.of(configuration);
        String field = destination.topic() ? TOPIC : QUEUE;
        return Optional.of(new RouteDestination(destination.fullName(), destination.name(), field));
    }

    /** A topic keeps what its durable subscribers have not read yet, and nobody can tell who those are. */
    @Override
    public boolean isVacant(RouteDestination destination) {
        return destination.field().equals(QUEUE)
                && queues.depthOf(destination.label())
                        .map(depth -> depth.messages() == 0)
                        .orElseGet(() -> sessions.isEmpty(destination.label()));
    }

    @Override
    public TargetConnection open(String routeId, RouteConfiguration configuration) {
        return new JmsConnection(sessions, JmsDestination.of(configuration));
    }

    @Override
    public JsonObject preview(RouteConfiguration configuration, LoggedMessage message) {
        Map<String, Object> properties = Outgoing.of(message).properties();
        JmsProperties.problemWith(properties).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        JmsDestination destination = JmsDestination.of(configuration);
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add(destination.topic() ? "topic" : "queue", destination.name())
                .add("properties", Json.createObjectBuilder(properties));
        ShownPayload.add(json, "body", message.payload());
        return json.build();
    }

    @Override
    public void arrange(List<Route> routes, Optional<SourceReports> reports) {
        access.arrange(routes);
    }

    @Override
    public Map<String, QueueDepth> depths(Collection<Route> routes) {
        return queues.look(routes);
    }
}
