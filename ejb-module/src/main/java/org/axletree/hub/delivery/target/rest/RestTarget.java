package org.axletree.hub.delivery.target.rest;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axletree.fence.AddressFence;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.target.RouteTarget;
import org.axletree.hub.delivery.target.TargetConnection;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.route.ConfigurationField;
import org.axletree.hub.registry.route.RouteConfiguration;

/** Web services (docs/reference/dialects/scaleway.md H1 and H4). */
@ApplicationScoped
public class RestTarget implements RouteTarget {
    private static final String AUTHORIZATION = "authorization";

    private AddressFence fence;
    private CallDeadlines deadlines;

    /** For the container's proxy. */
    public RestTarget() {}

    @Inject
    public RestTarget(AddressFence fence) {
        this.fence = fence;
        this.deadlines = new CallDeadlines();
    }

    @PreDestroy
    void end() {
        deadlines.close();
    }

    @Override
    public String kind() {
        return "rest";
    }

    /** The headers are a secret on the disk, since an {@code Authorization} may be among them. */
    @Override
    public List<ConfigurationField> fields() {
        return List.of(
                ConfigurationField.choice(RestConfiguration.VERB),
                ConfigurationField.text(RestConfiguration.URI),
                ConfigurationField.texts(RestConfiguration.HEADERS).sealed(),
                ConfigurationField.number(RestConfiguration.TIMEOUT),
                ConfigurationField.text(RestConfiguration.HMAC_SECRET).sealed(),
                ConfigurationField.text(RestConfiguration.CA));
    }

    @Override
    public List<Problem.ArgumentProblem> problems(RouteConfiguration configuration) {
        return new RestProblems(configuration, fence).found();
    }

    @Override
    public Map<String, Object> shown(RouteConfiguration configuration) {
        Map<String, Object> shown = new LinkedHashMap<>(RouteTarget.super.shown(configuration));
        Map<String, String> headers = configuration.texts(RestConfiguration.HEADERS);
        headers.replaceAll((name, value) -> name.equalsIgnoreCase(AUTHORIZATION) ? MASK : value);
        shown.put(RestConfiguration.HEADERS, headers);
        shown.putIfAbsent(RestConfiguration.VERB, RestConfiguration.STANDARD_VERB);
        shown.putIfAbsent(RestConfiguration.TIMEOUT, (long) RestConfiguration.STANDARD_TIMEOUT_SECONDS);
        return shown;
    }

    /** Headers are replaced as a whole, but for one that comes back as it was shown. */
    @Override
    public RouteConfiguration changed(RouteConfiguration before, Map<String, Object> changes) {
        RouteConfiguration changed = RouteTarget.super.changed(before, changes);
        Map<String, String> former = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        former.putAll(before.texts(RestConfiguration.HEADERS));
        Map<String, String> headers = changed.texts(RestConfiguration.HEADERS);
        headers.replaceAll((name, value) -> value.equals(MASK) ? former.getOrDefault(name, value) : value);
        Map<String, Object> values = new LinkedHashMap<>(changed.values());
        values.put(RestConfiguration.HEADERS, headers);
        return new RouteConfiguration(before.kind(), values);
    }

    @Override
    public TargetConnection open(String routeId, RouteConfiguration configuration) {
        return new RestConnection(RestConfiguration.of(configuration), fence, deadlines);
    }

    @Override
    public JsonObject preview(RouteConfiguration configuration, LoggedMessage message) {
        return new RestCall(RestConfiguration.of(configuration)).shown(message, System.currentTimeMillis());
    }
}
