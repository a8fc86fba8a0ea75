package org.axletree.web.rest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.registry.route.NewRoute;
import org.axletree.hub.registry.route.Route;
import org.axletree.hub.registry.route.RoutePatch;
import org.axletree.hub.telemetry.Backlog;

/** Routes in the API's words (scaleway.md section 2); {@code jms_config} and {@code backlog} are Axletree's own. */
final class RouteJson {
    static final Set<String> NEW_FIELDS =
            Set.of("name", "hub_id", "topic", "jms_config", "s3_config", "db_config", "rest_config");
    static final Set<String> PATCH_FIELDS =
            Set.of("name", "topic", "jms_config", "s3_config", "db_config", "rest_config");
    static final Set<String> JMS_FIELDS = Set.of("queue_name");

    private static final List<String> OTHER_KINDS = List.of("s3_config", "db_config", "rest_config");

    private RouteJson() {}

    static NewRoute newRoute(String region, JsonBody body) {
        refuseOtherKinds(body);
        if (!body.has("jms_config")) {
            body.problem("jms_config", "required", "is missing (expected: an object with queue_name)");
        }
        String hubId = body.requiredText("hub_id");
        String name = body.requiredText("name");
        Optional<TopicFilter> topic = topic(body, Optional.of(body.requiredText("topic")));
        String queueName = body.object("jms_config", JMS_FIELDS)
                .map(config -> config.requiredText("queue_name"))
                .orElse("");
        body.done();
        return new NewRoute(region, hubId, name, topic.orElseThrow(), queueName);
    }

    static RoutePatch patch(JsonBody body) {
        refuseOtherKinds(body);
        RoutePatch patch = new RoutePatch(
                body.text("name"),
                topic(body, body.text("topic")),
                body.object("jms_config", JMS_FIELDS).flatMap(config -> config.text("queue_name")));
        body.done();
        return patch;
    }

    private static Optional<TopicFilter> topic(JsonBody body, Optional<String> text) {
        Optional<String> problem = text.flatMap(TopicFilter::problemWith);
        problem.filter(what -> body.has("topic")).ifPresent(what -> body.problem("topic", "format", what));
        return problem.isPresent() ? Optional.empty() : text.map(TopicFilter::of);
    }

    private static void refuseOtherKinds(JsonBody body) {
        OTHER_KINDS.forEach(kind -> body.refuse(kind, "this kind of route is not served yet (expected: jms_config)"));
    }

    /** @param backlog what lay in the queue a moment ago; empty if nobody knows */
    static JsonObject of(Route route, Optional<Backlog> backlog) {
        JsonObjectBuilder json =
                listed(route).add("jms_config", Json.createObjectBuilder().add("queue_name", route.queueName()));
        backlog.ifPresent(known -> json.add(
                "backlog",
                Json.createObjectBuilder().add("messages", known.messages()).add("lag_seconds", (long)
                        known.lagSeconds(Instant.now()))));
        return json.build();
    }

    /** As in a list, where the configuration is left out. */
    static JsonObject inList(Route route) {
        return listed(route).build();
    }

    private static JsonObjectBuilder listed(Route route) {
        return Json.createObjectBuilder()
                .add("id", route.id())
                .add("name", route.name())
                .add("hub_id", route.hubId())
                .add("topic", route.topic().toString())
                .add("type", "jms")
                .add("created_at", ApiTime.of(route.createdAt()))
                .add("updated_at", ApiTime.of(route.updatedAt()))
                .add("region", route.region());
    }
}
