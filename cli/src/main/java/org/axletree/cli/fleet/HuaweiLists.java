package org.axletree.cli.fleet;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axletree.cli.command.Call;

/**
 * Devices as Huawei's API lists them, with the {@code auth_info} that the owner has beside them: Huawei shows no secrets.
 * Gateways come before what stands behind them, wherever the file has them.
 */
final class HuaweiLists implements Source {
    private static final List<String> FIELDS =
            List.of("device_id", "node_id", "device_name", "product_id", "description");

    @Override
    public String name() {
        return "huawei";
    }

    @Override
    public Stream<Entry> read(String text, Call call) {
        List<JsonObject> devices = JsonThings.read(text, "devices");
        return IntStream.range(0, devices.size()).mapToObj(i -> entry(i + 1, devices.get(i)));
    }

    private static Entry entry(int number, JsonObject source) {
        String id = JsonThings.text(source, "device_id");
        if (id.isEmpty() || JsonThings.text(source, "node_id").isEmpty()) {
            return Entry.skipped(number, id, "has no device_id or no node_id (expected: both)");
        }
        String gateway = JsonThings.text(source, "gateway_id");
        boolean child = !gateway.isEmpty() && !gateway.equals(id);
        JsonObject proof = JsonThings.object(source, "auth_info");
        if (!child && JsonThings.text(proof, "secret", "fingerprint").isEmpty()) {
            return Entry.skipped(
                    number,
                    id,
                    "has no secret and no fingerprint (expected: auth_info with one, which Huawei does not show)");
        }
        JsonObjectBuilder registration = Json.createObjectBuilder();
        for (String name : FIELDS) {
            String value = JsonThings.text(source, name);
            if (!value.isEmpty()) {
                registration.add(name, value);
            }
        }
        if (child) {
            registration.add("gateway_id", gateway);
        }
        if (!proof.isEmpty()) {
            registration.add("auth_info", proof);
        }
        return Entry.of(
                        number,
                        id,
                        Json.createObjectBuilder()
                                .add("line", number)
                                .add("name", id)
                                .add("dialect", "huawei")
                                .add(
                                        "enabled",
                                        !JsonThings.text(source, "status").equals("FROZEN"))
                                .add("registration", registration)
                                .build())
                .behind(child ? gateway : "");
    }
}
