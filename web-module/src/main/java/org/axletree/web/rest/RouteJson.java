package org.axletree.web.rest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.delivery.RouteStatus;
import org.axletree.hub.delivery.target.TargetTrial;
import org.axletree.hub.registry.route.DeliveryPolicy;
import org.axletree.hub.registry.route.DeliveryPolicyJson;
import org.axletree.hub.registry.route.NewRoute;
import org.axletree.hub.registry.route.Route;
import org.axletree.hub.registry.route.RouteConfiguration;
import org.axletree.hub.registry.route.RouteContent;
import org.axletree.hub.registry.route.RouteKind;
import org.axletree.hub.registry.route.RouteKinds;
import org.axletree.hub.registry.route.RoutePatch;
import org.axletree.hub.registry.route.RouteSelection;
import org.axletree.hub.telemetry.Backlog;

/** Routes in the API's words; what Scaleway's routes do not have is Axletree's own. */
final class RouteJson {
    /** Kinds of Scaleway's API, whether or not they are served: SDKs send them as {@code null}. */
    private static final Set<String> SCALEWAY = Set.of("s3_config", "db_config", "rest_config");

    private RouteJson() {}

    static Set<String> newFields(RouteKinds kinds) {
        Set<String> fields = patchFields(kinds);
        fields.add("hub_id");
        return fields;
    }

    static Set<String> patchFields(RouteKinds kinds) {
        Set<String> fields = new HashSet<>(SCALEWAY);
        kinds.all().forEach(kind -> fields.add(kind.configurationName()));
        fields.addAll(Set.of("name", "topic", "condition", "fallback", "schema", "enrichment", "delivery"));
        return fields;
    }

    static NewRoute newRoute(String region, JsonBody body, RouteKinds kinds) {
        Optional<RouteKind> kind = kind(body, kinds);
        if (kind.isEmpty()) {
            body.problem(
                    "jms_config",
                    "required",
                    "is missing (expected: the configuration of one kind: " + names(kinds) + ")");
        }
        String hubId = body.requiredText("hub_id");
        String name = body.requiredText("name");
        Optional<TopicFilter> topic = topic(body, Optional.of(body.requiredText("topic")));
        Map<String, Object> values =
                kind.map(one -> RouteConfigurationJson.read(body, one)).orElse(Map.of());
        RouteSelection selection = selection(body).apply(RouteSelection.ALL);
        RouteContent content = content(body).apply(RouteContent.AS_IS);
        DeliveryPolicy delivery = delivery(body).apply(DeliveryPolicy.STANDARD);
        body.done();
        RouteConfiguration configuration =
                new RouteConfiguration(kind.orElseThrow().kind(), values);
        return new NewRoute(region, hubId, name, topic.orElseThrow(), selection, content, configuration, delivery);
    }

    static RoutePatch patch(JsonBody body, RouteKinds kinds) {
        Optional<RouteKind> kind = kind(body, kinds);
        RoutePatch patch = new RoutePatch(
                body.text("name"),
                topic(body, body.text("topic")),
                selection(body),
                content(body),
                kind.map(RouteKind::kind),
                kind.map(one -> RouteConfigurationJson.read(body, one)).orElse(Map.of()),
                delivery(body));
        body.done();
        return patch;
    }

    /** The kind whose configuration is given: one at most. */
    private static Optional<RouteKind> kind(JsonBody body, RouteKinds kinds) {
        Set<String> served = new HashSet<>();
        kinds.all().forEach(kind -> served.add(kind.configurationName()));
        SCALEWAY.stream()
                .filter(name -> !served.contains(name))
                .forEach(name ->
                        body.refuse(name, "this kind of route is not served (expected: one of " + names(kinds) + ")"));
        List<RouteKind> given = kinds.all().stream()
                .filter(kind -> body.has(kind.configurationName()))
                .toList();
        if (given.size() > 1) {
            body.problem(
                    given.get(1).configurationName(),
                    "constraint",
                    "is given beside " + given.get(0).configurationName() + " (expected: one kind)");
        }
        return given.stream().findFirst();
    }

    private static String names(RouteKinds kinds) {
        Set<String> names = new TreeSet<>();
        kinds.all().forEach(kind -> names.add(kind.configurationName()));
        return String.join(", ", names);
    }

    private static Optional<TopicFilter> topic(JsonBody body, Optional<String> text) {
        Optional<String> problem = text.flatMap(TopicFilter::problemWith);
        problem.filter(what -> body.has("topic")).ifPresent(what -> body.problem("topic", "format", what));
        return problem.isPresent() ? Optional.empty() : text.map(TopicFilter::of);
    }

    private static UnaryOperator<RouteSelection> selection(JsonBody body) {
        Optional<String> condition = body.text("condition").map(String::strip);
        Optional<Boolean> fallback = body.flag("fallback");
        return before -> new RouteSelection(condition.orElse(before.condition()), fallback.orElse(before.fallback()));
    }

    /** An empty schema demands nothing; texts are replaced whole. */
    private static UnaryOperator<RouteContent> content(JsonBody body) {
        Optional<JsonObject> schema = body.anyObject("schema");
        Optional<Map<String, String>> enrichment = body.textsByName("enrichment");
        return before -> {
            RouteContent other = schema.map(before::withSchema).orElse(before);
            return enrichment.map(other::withEnrichment).orElse(other);
        };
    }

    private static UnaryOperator<DeliveryPolicy> delivery(JsonBody body) {
        return body.object(
                        "delivery",
                        DeliveryPolicyJson.of(DeliveryPolicy.STANDARD).keySet())
                .map(DeliveryChange::read)
                .orElse(UnaryOperator.identity());
    }

    /** @param backlog what waits */
    static JsonObject of(Route route, RouteKind kind, RouteStatus status, Backlog backlog) {
        JsonObjectBuilder json = listed(route, status)
                .add(kind.configurationName(), RouteConfigurationJson.of(kind.shown(route.configuration())))
                .add("schema", route.content().schema().orElse(JsonValue.EMPTY_JSON_OBJECT))
                .add("enrichment", texts(route.content().enrichment().texts()))
                .add("delivery", DeliveryPolicyJson.of(route.delivery()))
                .add(
                        "backlog",
                        Json.createObjectBuilder()
                                .add("messages", backlog.messages())
                                .add("lag_seconds", (long) backlog.lagSeconds(Instant.now())))
                .add("dead_letters", Json.createObjectBuilder().add("messages", status.deadLetters()));
        status.lastError()
                .ifPresent(error -> json.add(
                        "last_error",
                        Json.createObjectBuilder()
                                .add("at", ApiTime.of(error.at()))
                                .add("msg", error.message())));
        return json.build();
    }

    private static JsonObjectBuilder texts(Map<String, String> texts) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        texts.forEach(json::add);
        return json;
    }

    /** What came of trying a target. */
    static JsonObject trial(TargetTrial trial) {
        return Json.createObjectBuilder()
                .add("ok", trial.problem().isEmpty())
                .add("msg", trial.problem().orElse(""))
                .add("seen", trial.seen())
                .build();
    }

    /** As in a list, where the configuration is left out. */
    static JsonObject inList(Route route, RouteStatus status) {
        return listed(route, status).build();
    }

    private static JsonObjectBuilder listed(Route route, RouteStatus status) {
        return Json.createObjectBuilder()
                .add("id", route.id())
                .add("name", route.name())
                .add("hub_id", route.hubId())
                .add("topic", route.topic().toString())
                .add("condition", route.selection().condition())
                .add("fallback", route.selection().fallback())
                .add("type", route.kind())
                .add("status", status.state().label())
                .add("created_at", ApiTime.of(route.createdAt()))
                .add("updated_at", ApiTime.of(route.updatedAt()))
                .add("region", route.region());
    }
}
