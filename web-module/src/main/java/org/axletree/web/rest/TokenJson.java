package org.axletree.web.rest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.Role;
import org.axletree.hub.registry.token.ApiToken;
import org.axletree.hub.registry.token.CreatedToken;
import org.axletree.hub.registry.token.NewToken;

/** Tokens in the API's words. */
final class TokenJson {
    static final Set<String> NEW_FIELDS = Set.of("name", "scope", "project_id", "expires_at");

    private TokenJson() {}

    static NewToken newToken(JsonBody body) {
        String name = body.requiredText("name");
        String scope = body.requiredText("scope");
        Optional<Role> known = Arrays.stream(Role.values())
                .filter(candidate -> candidate.apiName().equals(scope))
                .findFirst();
        if (known.isEmpty() && body.has("scope")) {
            body.problem(
                    "scope",
                    "unknown",
                    Problem.shown(scope) + " (expected: administrator, project, operator or read_only)");
        }
        NewToken token = new NewToken(
                name, known.orElse(Role.READ_ONLY), body.filledText("project_id"), body.time("expires_at"));
        body.done();
        return token;
    }

    static JsonObject of(ApiToken token) {
        return Json.createObjectBuilder()
                .add("id", token.id())
                .add("name", token.name())
                .add("scope", token.scope().apiName())
                .add(
                        "project_id",
                        token.projectId().<JsonValue>map(Json::createValue).orElse(JsonValue.NULL))
                .add(
                        "expires_at",
                        token.expiresAt()
                                .<JsonValue>map(expiry -> Json.createValue(ApiTime.of(expiry)))
                                .orElse(JsonValue.NULL))
                .add("created_at", ApiTime.of(token.createdAt()))
                .add("current", isCurrent(token))
                .build();
    }

    /** Whether whoever asks showed this very token. */
    private static boolean isCurrent(ApiToken token) {
        Caller caller = Caller.current();
        return caller.kind() == Caller.Kind.TOKEN && caller.id().equals(token.id());
    }

    static JsonObject of(CreatedToken created) {
        return Json.createObjectBuilder()
                .add("token", of(created.token()))
                .add("secret", created.secret())
                .build();
    }
}
