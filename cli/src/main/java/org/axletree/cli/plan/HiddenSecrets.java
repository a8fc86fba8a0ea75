package org.axletree.cli.plan;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.axletree.cli.api.SecretNames;

/** Puts references to variables where routes have secrets that the server hides: a file without them would make another route. */
final class HiddenSecrets {
    /** The secret that belongs to a login, by the field that says who logs in. */
    private static final Map<String, String> LOGINS = Map.of("username", "password", "access_key", "secret_key");

    private static final String SIGNING = "hmac_secret";

    private final Map<String, String> variables = new LinkedHashMap<>();
    private final List<String> perhapsSigned = new ArrayList<>();

    JsonObject referred(String hub, JsonObject route) {
        return referred("route/" + hub + "/" + route.getString("name"), hub + "_" + route.getString("name"), route);
    }

    private JsonObject referred(String title, String prefix, JsonObject shown) {
        JsonObjectBuilder said = Json.createObjectBuilder();
        shown.forEach((name, value) -> {
            String path = title + "." + name;
            if (value instanceof JsonObject inner) {
                said.add(name, referred(path, prefix, inner));
            } else if (SecretNames.isMask(value)) {
                said.add(name, reference(path, prefix + "_" + name));
            } else {
                said.add(name, value);
            }
        });
        LOGINS.forEach((login, secret) -> {
            if (title.endsWith("_config") && isSaid(shown.get(login)) && !shown.containsKey(secret)) {
                said.add(secret, reference(title + "." + secret, prefix + "_" + secret));
            }
        });
        if (title.endsWith(".rest_config") && !shown.containsKey(SIGNING)) {
            perhapsSigned.add(title);
        }
        return said.build();
    }

    private static boolean isSaid(JsonValue value) {
        return value instanceof JsonString text && !text.getString().isEmpty();
    }

    private String reference(String path, String words) {
        String name =
                words.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_").replaceFirst("^(?=[0-9])", "_");
        while (variables.containsKey(name)) {
            name += "_";
        }
        variables.put(name, path);
        return "${env:" + name + "}";
    }

    /** What has to be set before the files can be applied. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        variables.forEach((name, path) ->
                notes.add("set " + name + " before axle apply: the secret of " + path + " is not shown"));
        if (!perhapsSigned.isEmpty()) {
            notes.add("whether these sign with " + SIGNING + " is not shown; add it where they do: "
                    + String.join(", ", perhapsSigned));
        }
        return notes;
    }
}
