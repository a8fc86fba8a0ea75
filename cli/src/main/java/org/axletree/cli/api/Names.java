package org.axletree.cli.api;

import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Status;

/** Names in the place of identifiers. */
public final class Names {
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** What has a name, and the list that it is in. */
    private static final Map<String, String> LISTS = Map.of(
            "hub_id", "hubs",
            "device_id", "devices",
            "twin_id", "devices",
            "route_id", "routes",
            "network_id", "networks",
            "token_id", "tokens",
            "jms_user_id", "jms_users",
            "user_id", "users",
            "hub_ids", "hubs",
            "device_ids", "devices");

    /** Lists that belong to no region, and are asked for as a whole. */
    private static final Set<String> OF_THE_INSTALLATION = Set.of("tokens", "users");

    private final Connection connection;

    public Names(Connection connection) {
        this.connection = connection;
    }

    /** Whether a parameter stands for something that has a name. */
    public static boolean knows(String parameter) {
        return LISTS.containsKey(parameter);
    }

    /**
     * The identifier of what a parameter means.
     *
     * @param hub to look in; empty for all
     */
    public String id(String parameter, String nameOrId, Optional<String> hub) {
        String list = LISTS.get(parameter);
        if (list == null || UUID.matcher(nameOrId).matches()) {
            return nameOrId;
        }
        String kind = list.substring(0, list.length() - 1).replace("jms_", "");
        Map<String, String> query = new LinkedHashMap<>();
        if (!OF_THE_INSTALLATION.contains(list)) {
            query.put("name", nameOrId);
        }
        hub.filter(id -> !list.equals("hubs") && !list.equals("jms_users") && !OF_THE_INSTALLATION.contains(list))
                .ifPresent(id -> query.put("hub_id", id));
        String path =
                OF_THE_INSTALLATION.contains(list) ? "/iot/v1/" + list : connection.region(list.replace('_', '-'));
        List<JsonObject> found = connection.all(path, query, list).getValuesAs(JsonObject.class).stream()
                .filter(each -> each.getString("name", "").equals(nameOrId)
                        || each.getString("id", "").equals(nameOrId))
                .toList();
        if (found.isEmpty()) {
            throw Failure.notFound("there is no " + kind + " " + nameOrId);
        }
        if (found.size() > 1) {
            String candidates = found.stream()
                    .map(each -> each.getString("id")
                            + (each.containsKey("hub_id") ? " of hub " + each.getString("hub_id") : ""))
                    .collect(Collectors.joining(", "));
            throw new Failure(
                    Status.CONFLICT,
                    nameOrId + " is the name of " + found.size() + " " + list + " (expected: one of " + candidates
                            + ")");
        }
        return found.get(0).getString("id");
    }
}
