package org.axletree.cli.fleet;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axletree.cli.api.Connection;
import org.axletree.cli.api.Reply;
import org.axletree.cli.command.Call;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Status;

/**
 * Devices as Huawei's API lists them, with the {@code auth_info} that the owner has beside them: Huawei shows no secrets. They
 * are registered by Huawei's own API, one after the other, as gateways come before what stands behind them.
 */
final class HuaweiLists {
    private HuaweiLists() {}

    static Status run(Call call) {
        call.printer();
        String text =
                new String(call.surroundings().bytes(Path.of(call.arguments().get(0))), StandardCharsets.UTF_8);
        Connection connection = call.connection();
        String hub = call.names().id("hub_id", call.need("--hub"), Optional.empty());
        JsonObject found = connection
                .get(connection.region("hubs/" + hub))
                .orThrow()
                .json()
                .asJsonObject();
        String path = "/v5/iot/" + Connection.encoded(found.getString("project_id")) + "/devices";
        JsonArrayBuilder created = Json.createArrayBuilder();
        JsonArrayBuilder unchanged = Json.createArrayBuilder();
        List<JsonObject> skipped = new ArrayList<>();
        int line = 0;
        for (JsonObject source : JsonThings.read(text, "devices")) {
            line++;
            String id = JsonThings.text(source, "device_id");
            String reason = problem(source);
            if (reason.isEmpty() && is(connection, path, hub, id)) {
                unchanged.add(id);
                continue;
            }
            if (reason.isEmpty() && !call.flag("--dry-run")) {
                reason = register(connection, path, hub, source);
            }
            if (reason.isEmpty()) {
                created.add(id);
            } else {
                skipped.add(ImportWords.skipped(line, id, reason));
            }
        }
        return ImportWords.report(call, created, unchanged, skipped);
    }

    private static String problem(JsonObject source) {
        if (JsonThings.text(source, "device_id").isEmpty()
                || JsonThings.text(source, "node_id").isEmpty()) {
            return "has no device_id or no node_id (expected: both)";
        }
        JsonObject proof = JsonThings.object(source, "auth_info");
        boolean child = !JsonThings.text(source, "gateway_id").isEmpty()
                && !JsonThings.text(source, "gateway_id").equals(JsonThings.text(source, "device_id"));
        return child || !JsonThings.text(proof, "secret", "fingerprint").isEmpty()
                ? ""
                : "has no secret and no fingerprint (expected: auth_info with one, which Huawei does not show)";
    }

    private static boolean is(Connection connection, String path, String hub, String id) {
        return connection
                        .send("GET", path + "/" + Connection.encoded(id), Optional.empty(), Map.of("Instance-Id", hub))
                        .status()
                == 200;
    }

    /** Why not; empty if it was. */
    private static String register(Connection connection, String path, String hub, JsonObject source) {
        JsonObjectBuilder body = Json.createObjectBuilder();
        for (String name : List.of("device_id", "node_id", "device_name", "product_id", "description", "gateway_id")) {
            String value = JsonThings.text(source, name);
            if (!value.isEmpty()
                    && !(name.equals("gateway_id") && value.equals(JsonThings.text(source, "device_id")))) {
                body.add(name, value);
            }
        }
        body.add("app_id", hub);
        JsonObject proof = JsonThings.object(source, "auth_info");
        if (!proof.isEmpty()) {
            body.add("auth_info", proof);
        }
        try {
            Reply reply = connection.send("POST", path, Optional.of(body.build()), Map.of("Instance-Id", hub));
            reply.orThrow();
            return "";
        } catch (Failure refused) {
            if (refused.status() == Status.REFUSED) {
                throw refused;
            }
            return refused.getMessage();
        }
    }
}
