package org.axletree.cli.azure;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.axletree.cli.command.Call;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Status;

/** Tokens and connection strings. */
final class AzTokens {
    private static final int AN_HOUR = 3_600;

    private AzTokens() {}

    /** The hub that a command means: by its name, or by a connection string. */
    static JsonObject hub(Call call, AzureCloud cloud) {
        Optional<String> name = call.text("--hub-name")
                .or(() -> call.text("--name"))
                .or(() -> call.text("--login").map(login -> parts(login).getOrDefault("HostName", "")));
        return cloud.hub(name.orElseThrow(() -> Failure.missing("--hub-name")), AzResources.group(call));
    }

    static Status sas(Call call) {
        int seconds = call.number("--duration").orElse(AN_HOUR);
        Optional<String> string = call.text("--connection-string");
        if (string.isPresent()) {
            Map<String, String> parts = parts(string.get());
            String resource = parts.getOrDefault("HostName", "")
                    + Optional.ofNullable(parts.get("DeviceId"))
                            .map(id -> "/devices/" + id)
                            .orElse("")
                    + Optional.ofNullable(parts.get("ModuleId"))
                            .map(id -> "/modules/" + id)
                            .orElse("");
            return token(
                    call,
                    resource,
                    parts.getOrDefault("SharedAccessKey", ""),
                    Optional.ofNullable(parts.get("SharedAccessKeyName")),
                    seconds);
        }
        AzureCloud cloud = AzureCloud.of(call);
        JsonObject hub = hub(call, cloud);
        String policy = call.text("--policy-name").orElse(AzureCloud.OWNER);
        Optional<String> device = call.text("--device-id");
        // A token for a device that is not there would be good for nothing.
        device.ifPresent(id -> cloud.identity(hub, id, call.text("--module-id")));
        String resource = AzureCloud.host(hub)
                + device.map(id -> "/devices/" + id).orElse("")
                + device.flatMap(id -> call.text("--module-id"))
                        .map(id -> "/modules/" + id)
                        .orElse("");
        return token(
                call,
                resource,
                AzureCloud.key(cloud.policy(hub, policy), call.text("--key-type")),
                Optional.of(policy),
                seconds);
    }

    private static Status token(Call call, String resource, String key, Optional<String> policy, int seconds) {
        if (seconds < 1) {
            throw Failure.usage("--duration " + seconds + " was wrong (expected: at least 1)");
        }
        return AzResources.print(call, AzureCloud.object("sas", AzureSas.token(resource, key, policy, seconds)));
    }

    static Status ofHub(Call call) {
        AzureCloud cloud = AzureCloud.of(call);
        JsonObject hub = hub(call, cloud);
        String policy = call.text("--policy-name").orElse(AzureCloud.OWNER);
        String key = AzureCloud.key(cloud.policy(hub, policy), call.text("--key-type"));
        return AzResources.print(
                call,
                AzureCloud.object(
                        "connectionString",
                        "HostName=" + AzureCloud.host(hub) + ";SharedAccessKeyName=" + policy + ";SharedAccessKey="
                                + key));
    }

    static Status ofDevice(Call call) {
        AzureCloud cloud = AzureCloud.of(call);
        JsonObject hub = hub(call, cloud);
        String device = call.need("--device-id");
        JsonObject authentication =
                cloud.identity(hub, device, Optional.empty()).getJsonObject("authentication");
        String start = "HostName=" + AzureCloud.host(hub) + ";DeviceId=" + device;
        String end = authentication.getString("type", "").equals("sas")
                ? ";SharedAccessKey="
                        + AzureCloud.key(authentication.getJsonObject("symmetricKey"), call.text("--key-type"))
                : ";x509=true";
        return AzResources.print(
                call,
                Json.createObjectBuilder().add("connectionString", start + end).build());
    }

    private static Map<String, String> parts(String connectionString) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : connectionString.split(";")) {
            int sign = part.indexOf('=');
            if (sign > 0) {
                parts.put(
                        part.substring(0, sign).strip(),
                        part.substring(sign + 1).strip());
            }
        }
        if (!parts.containsKey("HostName")) {
            throw Failure.usage("the connection string was wrong (expected: HostName=…;SharedAccessKey=…)");
        }
        return parts;
    }
}
