package org.axletree.web.rest;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.Role;
import org.axletree.hub.registry.user.CreatedUser;
import org.axletree.hub.registry.user.NewUser;
import org.axletree.hub.registry.user.User;
import org.axletree.hub.registry.user.UserPatch;

/** People who use the console, in the API's words. */
final class UserJson {
    static final Set<String> NEW_FIELDS = Set.of("name", "role", "project_ids");
    static final Set<String> PATCH_FIELDS = Set.of("role", "project_ids", "enabled");

    private UserJson() {}

    static NewUser newUser(JsonBody body) {
        String name = body.requiredText("name");
        body.requiredText("role");
        NewUser user = new NewUser(name, role(body).orElse(Role.READ_ONLY), projects(body));
        body.done();
        return user;
    }

    static UserPatch patch(JsonBody body) {
        UserPatch patch = new UserPatch(role(body), projects(body), body.flag("enabled"));
        body.done();
        return patch;
    }

    private static Optional<Role> role(JsonBody body) {
        Optional<String> given = body.text("role");
        Optional<Role> known = given.flatMap(name -> Arrays.stream(Role.values())
                .filter(role -> role != Role.PROJECT && role.apiName().equals(name))
                .findFirst());
        if (given.isPresent() && known.isEmpty()) {
            body.problem(
                    "role",
                    "unknown",
                    Problem.shown(given.get()) + " (expected: administrator, operator or read_only)");
        }
        return known;
    }

    private static Optional<Set<String>> projects(JsonBody body) {
        return body.has("project_ids") ? Optional.of(new TreeSet<>(body.texts("project_ids"))) : Optional.empty();
    }

    static JsonObject of(User user) {
        JsonArrayBuilder projects = Json.createArrayBuilder();
        user.projectIds().forEach(projects::add);
        return Json.createObjectBuilder()
                .add("id", user.id())
                .add("name", user.name())
                .add("role", user.role().apiName())
                .add("project_ids", projects)
                .add("enabled", user.enabled())
                .add("issuer", user.issuer())
                .add("created_at", ApiTime.of(user.createdAt()))
                .add("updated_at", ApiTime.of(user.updatedAt()))
                .build();
    }

    static JsonObject of(CreatedUser created) {
        return Json.createObjectBuilder()
                .add("user", of(created.user()))
                .add("password", created.password())
                .build();
    }
}
