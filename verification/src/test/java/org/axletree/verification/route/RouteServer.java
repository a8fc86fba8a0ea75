package org.axletree.verification.route;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.Fleet.Hub;
import org.axletree.verification.harness.MqttLine;

/** A server whose routes may reach this machine, for all tests of targets, with a hub and a device for each of these. */
final class RouteServer {
    private static AxletreeProcess server;

    private final Hub hub = server().fleet().hub();
    private final Device device = server().fleet().device(hub);
    private final Device listener = server().fleet().device(hub);

    /** Ends with the tests. */
    static synchronized AxletreeProcess server() {
        if (server == null) {
            server = Axletree.fresh()
                    .compiledWell()
                    .with("AXLETREE_ROUTES_ALLOW", "127.0.0.1")
                    .start();
        }
        return server;
    }

    Hub hub() {
        return hub;
    }

    Device device() {
        return device;
    }

    /** Another one: a device has one connection. */
    Device listener() {
        return listener;
    }

    /** Makes a route, and answers its id. */
    String route(String topic, String field, String configuration) {
        return create(topic, field, configuration).orThrow().json().get("id").textValue();
    }

    Api.Answer create(String topic, String field, String configuration) {
        return server().api().post("routes", body(topic, field, configuration));
    }

    /** Of a route to create. */
    String body(String topic, String field, String configuration) {
        return "{\"name\": \"%s\", \"hub_id\": \"%s\", \"topic\": \"%s\", \"delivery\": {\"max_pause_ms\": 1000}, \"%s\": %s}"
                .formatted(Fleet.unique("route"), hub.id(), topic, field, configuration);
    }

    static JsonNode routeJson(String id) {
        return server().api().get("routes/" + id).orThrow().json();
    }

    static List<JsonNode> deadLetters(String id) {
        List<JsonNode> letters = new ArrayList<>();
        server().api()
                .get("routes/" + id + "/dead-letters")
                .orThrow()
                .json()
                .get("dead_letters")
                .forEach(letters::add);
        return letters;
    }

    /** Topics and payloads, each acknowledged before the next. */
    void publish(String... said) {
        try (MqttLine line = MqttLine.mutualTls(server(), device).open(device)) {
            for (int i = 0; i < said.length; i += 2) {
                line.publishAndWait(said[i], said[i + 1]);
            }
        }
    }
}
