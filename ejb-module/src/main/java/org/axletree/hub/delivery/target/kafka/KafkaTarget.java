package org.axletree.hub.delivery.target.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.axletree.fence.AddressFence;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.target.RouteTarget;
import org.axletree.hub.delivery.target.ShownPayload;
import org.axletree.hub.delivery.target.TargetConnection;
import org.axletree.hub.delivery.target.TargetProblems;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.route.ConfigurationField;
import org.axletree.hub.registry.route.RouteConfiguration;

/** Topics of Kafka. */
@ApplicationScoped
public class KafkaTarget implements RouteTarget {
    private static final Set<String> MECHANISMS = Set.of(KafkaConfiguration.PLAIN, "SCRAM-SHA-256", "SCRAM-SHA-512");
    private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");
    private static final int MOST_SERVERS = 20;

    private AddressFence fence;

    /** For the container's proxy. */
    public KafkaTarget() {}

    @Inject
    public KafkaTarget(AddressFence fence) {
        this.fence = fence;
    }

    @Override
    public String kind() {
        return "kafka";
    }

    @Override
    public List<ConfigurationField> fields() {
        return List.of(
                ConfigurationField.text(KafkaConfiguration.BOOTSTRAP),
                ConfigurationField.text(KafkaConfiguration.TOPIC),
                ConfigurationField.text(KafkaConfiguration.USERNAME),
                ConfigurationField.text(KafkaConfiguration.PASSWORD).sealed(),
                ConfigurationField.choice(KafkaConfiguration.MECHANISM),
                ConfigurationField.flag(KafkaConfiguration.TLS),
                ConfigurationField.text(KafkaConfiguration.CA));
    }

    @Override
    public List<Problem.ArgumentProblem> problems(RouteConfiguration configuration) {
        TargetProblems problems = new TargetProblems(configuration, fence);
        servers(configuration, problems);
        String topic = configuration.text(KafkaConfiguration.TOPIC);
        if (!TOPIC.matcher(topic).matches()) {
            problems.add(
                    KafkaConfiguration.TOPIC,
                    topic.isEmpty() ? "required" : "format",
                    Problem.shown(topic)
                            + " (expected: the name of a topic of Kafka: 1 to 249 letters, digits, dots, underscores"
                            + " and dashes)");
        }
        problems.login(KafkaConfiguration.USERNAME);
        problems.login(KafkaConfiguration.PASSWORD);
        if (!MECHANISMS.contains(KafkaConfiguration.mechanism(configuration))) {
            problems.add(
                    KafkaConfiguration.MECHANISM,
                    "unknown",
                    Problem.shown(configuration.text(KafkaConfiguration.MECHANISM))
                            + " (expected: PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512)");
        }
        problems.authorities(KafkaConfiguration.CA);
        return problems.found();
    }

    private static void servers(RouteConfiguration configuration, TargetProblems problems) {
        List<String> servers = KafkaConfiguration.bootstrap(configuration);
        if (servers.size() > MOST_SERVERS) {
            problems.add(
                    KafkaConfiguration.BOOTSTRAP,
                    "constraint",
                    servers.size() + " brokers (expected: at most " + MOST_SERVERS + ")");
            return;
        }
        for (String server : servers) {
            int colon = server.lastIndexOf(':');
            if (colon < 1 || !server.substring(colon + 1).matches("[0-9]{1,5}")) {
                problems.add(
                        KafkaConfiguration.BOOTSTRAP,
                        server.isEmpty() ? "required" : "format",
                        Problem.shown(server) + " (expected: brokers as host:9092, with commas between them)");
                continue;
            }
            String host = server.substring(0, colon);
            boolean bracketed = host.startsWith("[") && host.endsWith("]");
            problems.host(KafkaConfiguration.BOOTSTRAP, bracketed ? host.substring(1, host.length() - 1) : host);
            problems.port(KafkaConfiguration.BOOTSTRAP, Integer.parseInt(server.substring(colon + 1)));
        }
    }

    @Override
    public Map<String, Object> shown(RouteConfiguration configuration) {
        Map<String, Object> shown = new LinkedHashMap<>(RouteTarget.super.shown(configuration));
        shown.putIfAbsent(KafkaConfiguration.TLS, false);
        if (shown.containsKey(KafkaConfiguration.USERNAME)) {
            shown.put(KafkaConfiguration.MECHANISM, KafkaConfiguration.mechanism(configuration));
        }
        return shown;
    }

    @Override
    public TargetConnection open(String routeId, RouteConfiguration configuration) {
        return new KafkaConnection(routeId, KafkaConfiguration.of(configuration), fence);
    }

    @Override
    public JsonObject preview(RouteConfiguration configuration, LoggedMessage message) {
        ProducerRecord<String, byte[]> record =
                KafkaRecord.of(KafkaConfiguration.of(configuration).topic(), message);
        JsonObjectBuilder headers = Json.createObjectBuilder();
        record.headers().forEach(header -> headers.add(header.key(), ShownPayload.of(header.value())));
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("topic", record.topic())
                .add("key", record.key())
                .add("headers", headers);
        ShownPayload.add(json, "value", record.value());
        return json.build();
    }
}
