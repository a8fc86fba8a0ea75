package org.axletree.cli.azure;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axletree.cli.command.Call;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Status;

/** Groups, hubs and policies. */
final class AzResources {
    private AzResources() {}

    static Status print(Call call, JsonValue value) {
        call.printer().print(value, List.of());
        return Status.DONE;
    }

    static Optional<String> group(Call call) {
        return call.text("--resource-group");
    }

    static Status createGroup(Call call) {
        JsonObjectBuilder body = Json.createObjectBuilder().add("location", call.need("--location"));
        tags(call).ifPresent(tags -> body.add("tags", tags));
        return print(
                call,
                AzureCloud.of(call)
                        .resource("PUT", AzureCloud.group(call.need("--name")), Optional.of(body.build()), Map.of())
                        .orThrow()
                        .json());
    }

    private static Optional<JsonObject> tags(Call call) {
        List<String> tags = call.all("--tags");
        if (tags.isEmpty()) {
            return Optional.empty();
        }
        JsonObjectBuilder object = Json.createObjectBuilder();
        for (String tag : tags) {
            int sign = tag.indexOf('=');
            object.add(sign < 0 ? tag : tag.substring(0, sign), sign < 0 ? "" : tag.substring(sign + 1));
        }
        return Optional.of(object.build());
    }

    static Status groups(Call call) {
        return print(
                call,
                AzureCloud.of(call)
                        .resource("GET", "/resourceGroups")
                        .asJsonObject()
                        .get("value"));
    }

    static Status showGroup(Call call) {
        return print(call, AzureCloud.of(call).resource("GET", AzureCloud.group(call.need("--name"))));
    }

    static Status existsGroup(Call call) {
        int status = AzureCloud.of(call)
                .resource("GET", AzureCloud.group(call.need("--name")), Optional.empty(), Map.of())
                .status();
        return print(call, status == 200 ? JsonValue.TRUE : JsonValue.FALSE);
    }

    static Status deleteGroup(Call call) {
        String name = call.need("--name");
        AzureCloud cloud = AzureCloud.of(call);
        if (!call.flag("--yes")
                && !call.surroundings().agrees("Delete the group " + name + " with its hubs and their devices?")) {
            throw Failure.failed("nothing was deleted");
        }
        cloud.resource("DELETE", AzureCloud.group(name));
        return Status.DONE;
    }

    static Status createHub(Call call) {
        String name = call.need("--name");
        String group = group(call).orElseThrow(() -> Failure.missing("--resource-group"));
        AzureCloud cloud = AzureCloud.of(call);
        if (cloud.find(name, Optional.empty()).isPresent()) {
            throw new Failure(Status.CONFLICT, "there is a hub " + name + " already (expected: a name of its own)");
        }
        JsonObjectBuilder events = Json.createObjectBuilder();
        call.number("--partition-count").ifPresent(count -> events.add("partitionCount", count));
        call.number("--retention-day").ifPresent(days -> events.add("retentionTimeInDays", days));
        JsonObjectBuilder downlink = Json.createObjectBuilder();
        call.number("--c2d-max-delivery-count").ifPresent(count -> downlink.add("maxDeliveryCount", count));
        call.number("--c2d-ttl").ifPresent(hours -> downlink.add("defaultTtlAsIso8601", "PT" + hours + "H"));
        JsonObjectBuilder sku =
                Json.createObjectBuilder().add("name", call.text("--sku").orElse("F1"));
        call.number("--unit").ifPresent(units -> sku.add("capacity", units));
        JsonObjectBuilder body = Json.createObjectBuilder()
                .add("sku", sku)
                .add(
                        "properties",
                        Json.createObjectBuilder()
                                .add(
                                        "eventHubEndpoints",
                                        Json.createObjectBuilder().add("events", events))
                                .add("cloudToDevice", downlink));
        call.text("--location").ifPresent(location -> body.add("location", location));
        tags(call).ifPresent(tags -> body.add("tags", tags));
        return print(
                call,
                cloud.resource("PUT", AzureCloud.hub(group, name), Optional.of(body.build()), Map.of())
                        .orThrow()
                        .json());
    }

    static Status showHub(Call call) {
        return print(call, AzureCloud.of(call).hub(call.need("--name"), group(call)));
    }

    static Status hubs(Call call) {
        return print(call, AzureCloud.of(call).hubs(group(call)));
    }

    static Status deleteHub(Call call) {
        AzureCloud cloud = AzureCloud.of(call);
        JsonObject hub = cloud.hub(call.need("--name"), group(call));
        if (!call.flag("--yes")
                && !call.surroundings().agrees("Delete the hub " + hub.getString("name") + " with its devices?")) {
            throw Failure.failed("nothing was deleted");
        }
        cloud.resource("DELETE", AzureCloud.hub(hub));
        return Status.DONE;
    }

    static Status policies(Call call) {
        AzureCloud cloud = AzureCloud.of(call);
        return print(call, cloud.policies(cloud.hub(call.need("--hub-name"), group(call))));
    }

    static Status policy(Call call) {
        AzureCloud cloud = AzureCloud.of(call);
        return print(call, cloud.policy(cloud.hub(call.need("--hub-name"), group(call)), call.need("--name")));
    }
}
