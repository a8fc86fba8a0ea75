package org.axletree.web.rest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.HubPatch;
import org.axletree.hub.registry.hub.NewHub;
import org.axletree.hub.registry.hub.ProductPlan;

/** Hubs in the API's words (scaleway.md section 2). */
final class HubJson {
    static final Set<String> NEW_FIELDS = Set.of(
            "name", "project_id", "product_plan", "disable_events", "events_topic_prefix", "twins_graphite_config");
    static final Set<String> PATCH_FIELDS = Set.of(
            "name",
            "product_plan",
            "disable_events",
            "events_topic_prefix",
            "enable_device_auto_provisioning",
            "moved_to",
            "twins_graphite_config");

    private static final String NO_TWINS = "is not served (expected: null)";

    private HubJson() {}

    static NewHub newHub(String region, JsonBody body) {
        NewHub hub = new NewHub(
                region,
                body.requiredText("name"),
                body.filledText("project_id"),
                plan(body).orElse(ProductPlan.SHARED),
                body.flag("disable_events"),
                body.filledText("events_topic_prefix"));
        body.refuse("twins_graphite_config", NO_TWINS);
        body.done();
        return hub;
    }

    static HubPatch patch(JsonBody body) {
        HubPatch patch = new HubPatch(
                body.text("name"),
                plan(body),
                body.flag("disable_events"),
                body.text("events_topic_prefix"),
                body.flag("enable_device_auto_provisioning"),
                body.text("moved_to"));
        body.refuse("twins_graphite_config", NO_TWINS);
        body.done();
        return patch;
    }

    /** SDKs send {@code ""} or {@code plan_unknown} where no plan is meant. */
    private static Optional<ProductPlan> plan(JsonBody body) {
        Optional<String> name = body.filledText("product_plan").filter(text -> !text.equals("plan_unknown"));
        Optional<ProductPlan> plan = name.flatMap(HubJson::planNamed);
        if (name.isPresent() && plan.isEmpty()) {
            body.problem(
                    "product_plan",
                    "unknown",
                    Problem.shown(name.get()) + " (expected: plan_shared, plan_dedicated or plan_ha)");
        }
        return plan;
    }

    private static Optional<ProductPlan> planNamed(String name) {
        for (ProductPlan plan : ProductPlan.values()) {
            if (plan.apiName().equals(name)) {
                return Optional.of(plan);
            }
        }
        return Optional.empty();
    }

    static JsonObject of(Hub hub, String endpoint) {
        return Json.createObjectBuilder()
                .add("id", hub.id())
                .add("name", hub.name())
                .add("status", hub.enabled() ? "ready" : "disabled")
                .add("product_plan", hub.productPlan().apiName())
                .add("enabled", hub.enabled())
                .add("device_count", hub.deviceCount())
                .add("connected_device_count", hub.connectedDeviceCount())
                .add("endpoint", endpoint)
                .add("disable_events", hub.disableEvents())
                .add("events_topic_prefix", hub.eventsTopicPrefix())
                .add("region", hub.region())
                .add("created_at", ApiTime.of(hub.createdAt()))
                .add("updated_at", ApiTime.of(hub.updatedAt()))
                .add("project_id", hub.projectId())
                .add("organization_id", hub.organizationId())
                .add("enable_device_auto_provisioning", hub.enableDeviceAutoProvisioning())
                .add("has_custom_ca", hub.hasCustomCa())
                .add("moved_to", hub.movedTo().orElse(""))
                .addNull("twins_graphite_config")
                .build();
    }
}
