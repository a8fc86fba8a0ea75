package org.axletree.web.rest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import java.util.Set;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.network.CreatedNetwork;
import org.axletree.hub.registry.network.Network;
import org.axletree.hub.registry.network.NetworkType;
import org.axletree.hub.registry.network.NewNetwork;

/** Networks in the API's words (docs/reference/dialects/scaleway.md section 2). */
final class NetworkJson {
    static final Set<String> NEW_FIELDS = Set.of("name", "type", "hub_id", "topic_prefix", "topic_template");

    private NetworkJson() {}

    static NewNetwork newNetwork(String region, JsonBody body) {
        String hubId = body.requiredText("hub_id");
        String name = body.requiredText("name");
        String type = body.requiredText("type");
        Optional<NetworkType> known = NetworkType.creatable(type);
        if (known.isEmpty() && body.has("type")) {
            body.problem("type", "unknown", Problem.shown(type) + " (expected: rest, sigfox or lorawan)");
        }
        NewNetwork network = new NewNetwork(
                region,
                hubId,
                name,
                known.orElse(NetworkType.REST),
                body.filledText("topic_prefix"),
                body.filledText("topic_template"));
        body.done();
        return network;
    }

    /** @param endpoints where networks are reached */
    static JsonObject of(Network network, NetworkEndpoints endpoints) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", network.id())
                .add("name", network.name())
                .add("type", network.type().apiName())
                .add("endpoint", endpoints.of(network))
                .add("hub_id", network.hubId())
                .add("topic_prefix", network.topicPrefix())
                .add("created_at", ApiTime.of(network.createdAt()))
                .add("region", network.region());
        if (network.type() == NetworkType.LORAWAN) {
            json.add("topic_template", network.topicTemplate());
        }
        return json.build();
    }

    static JsonObject of(CreatedNetwork created, NetworkEndpoints endpoints) {
        return Json.createObjectBuilder()
                .add("network", of(created.network(), endpoints))
                .add("secret", created.secret().text())
                .build();
    }
}
