package org.axletree.hub.delivery.target.mqtt;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.axletree.fence.AddressFence;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.target.Incoming;
import org.axletree.hub.delivery.target.RouteTarget;
import org.axletree.hub.delivery.target.ShownPayload;
import org.axletree.hub.delivery.target.SourceReports;
import org.axletree.hub.delivery.target.TargetConnection;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.route.ConfigurationField;
import org.axletree.hub.registry.route.Route;
import org.axletree.hub.registry.route.RouteConfiguration;

/** Bridges to other brokers of MQTT 5. */
@ApplicationScoped
public class MqttTarget implements RouteTarget {
    private static final int THREADS = 4;

    @Resource
    private ManagedThreadFactory managedThreads;

    private AddressFence fence;
    private Incoming incoming;
    private ScheduledExecutorService threads;
    private MqttInlets inlets;

    /** For the container's proxy. */
    public MqttTarget() {}

    @Inject
    public MqttTarget(AddressFence fence, Incoming incoming) {
        this.fence = fence;
        this.incoming = incoming;
    }

    /** Messages that come in are published on the container's threads, where the beans that this takes find what they need. */
    @PostConstruct
    void begin() {
        this.threads = Executors.newScheduledThreadPool(THREADS, managedThreads);
        this.inlets =
                new MqttInlets((route, reports) -> new MqttInlet(route, this.fence, this.incoming, reports, threads));
    }

    @PreDestroy
    void end() {
        inlets.close();
        threads.shutdownNow();
    }

    @Override
    public String kind() {
        return "mqtt";
    }

    @Override
    public List<ConfigurationField> fields() {
        return List.of(
                ConfigurationField.text(MqttConfiguration.URL),
                ConfigurationField.text(MqttConfiguration.USERNAME),
                ConfigurationField.text(MqttConfiguration.PASSWORD).sealed(),
                ConfigurationField.text(MqttConfiguration.CLIENT_ID),
                ConfigurationField.number(MqttConfiguration.QOS),
                ConfigurationField.choice(MqttConfiguration.DIRECTION),
                ConfigurationField.text(MqttConfiguration.REMOTE_PREFIX),
                ConfigurationField.text(MqttConfiguration.LOCAL_PREFIX),
                ConfigurationField.text(MqttConfiguration.CA));
    }

    @Override
    public List<Problem.ArgumentProblem> problems(RouteConfiguration configuration) {
        return new MqttProblems(configuration, fence).found();
    }

    @Override
    public Map<String, Object> shown(RouteConfiguration configuration) {
        Map<String, Object> shown = new LinkedHashMap<>(RouteTarget.super.shown(configuration));
        shown.putIfAbsent(MqttConfiguration.QOS, (long) MqttConfiguration.STANDARD_QOS);
        shown.put(
                MqttConfiguration.DIRECTION,
                MqttConfiguration.direction(configuration).apiName());
        return shown;
    }

    @Override
    public boolean takes(RouteConfiguration configuration) {
        return MqttConfiguration.direction(configuration).goesOut();
    }

    @Override
    public TargetConnection open(String routeId, RouteConfiguration configuration) {
        return new MqttConnection(routeId, MqttConfiguration.of(configuration), fence, threads);
    }

    /** Under a name of its own: the broker would cut the one that delivers. */
    @Override
    public TargetConnection openForTrial(RouteConfiguration configuration) {
        return new MqttConnection(
                "trial-" + UUID.randomUUID(),
                MqttConfiguration.of(configuration).withoutClientId(),
                fence,
                threads);
    }

    @Override
    public void arrange(List<Route> routes, Optional<SourceReports> reports) {
        reports.ifPresent(heard -> inlets.follow(
                routes.stream()
                        .filter(route -> MqttConfiguration.direction(route.configuration())
                                .comesIn())
                        .toList(),
                heard));
    }

    @Override
    public JsonObject preview(RouteConfiguration configuration, LoggedMessage message) {
        MqttConfiguration bridge = MqttConfiguration.of(configuration);
        var publish = MqttMessages.leaving(bridge, message, System.currentTimeMillis());
        JsonArrayBuilder said = Json.createArrayBuilder();
        MqttMessages.said(publish)
                .forEach(property -> said.add(Json.createArrayBuilder(List.of(property.name(), property.value()))));
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("topic", publish.getTopic().toString())
                .add("qos", publish.getQos().getCode())
                .add("retain", publish.isRetain())
                .add("user_properties", said);
        ShownPayload.add(json, "payload", publish.getPayloadAsBytes());
        return json.build();
    }
}
