package org.axletree.web.rest.guard;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.axletree.hub.registry.Problem;

/**
 * An error of the API: always JSON, with {@code type} and {@code message}, and what its type adds (scaleway.md section 2).
 *
 * @param status the HTTP status
 */
public record ApiError(int status, JsonObject body) {

    public static ApiError of(Problem problem) {
        if (problem instanceof Problem.InvalidArguments invalid) {
            return invalidArguments(400, invalid);
        }
        if (problem instanceof Problem.NotFound missing) {
            return new ApiError(
                    404,
                    typed("not_found", missing.message())
                            .add("resource", missing.resource())
                            .add("resource_id", missing.resourceId())
                            .build());
        }
        if (problem instanceof Problem.QuotaExceeded quota) {
            JsonObjectBuilder detail = Json.createObjectBuilder()
                    .add("resource", quota.resource())
                    .add("quota", quota.quota())
                    .add("current", quota.current());
            return new ApiError(
                    403,
                    typed("quotas_exceeded", quota.message())
                            .add("details", Json.createArrayBuilder().add(detail))
                            .build());
        }
        if (problem instanceof Problem.PermissionsDenied denied) {
            return permissionsDenied(denied.resource(), denied.action(), denied.message());
        }
        if (problem instanceof Problem.TransientState state) {
            return new ApiError(
                    409,
                    typed("transient_state", state.message())
                            .add("resource", state.resource())
                            .add("resource_id", state.resourceId())
                            .add("current_state", state.currentState())
                            .build());
        }
        if (problem instanceof Problem.Unavailable unavailable) {
            return new ApiError(503, typed("unavailable", unavailable.message()).build());
        }
        Problem.PreconditionFailed precondition = (Problem.PreconditionFailed) problem;
        return new ApiError(
                412,
                typed("precondition_failed", precondition.message())
                        .add("precondition", precondition.precondition())
                        .add("help_message", precondition.helpMessage())
                        .build());
    }

    public static ApiError invalidArguments(int status, Problem.InvalidArguments problem) {
        JsonArrayBuilder details = Json.createArrayBuilder();
        problem.details()
                .forEach(detail -> details.add(Json.createObjectBuilder()
                        .add("argument_name", detail.argumentName())
                        .add("reason", detail.reason())
                        .add("help_message", detail.helpMessage())));
        return new ApiError(
                status,
                typed("invalid_arguments", problem.message())
                        .add("details", details)
                        .build());
    }

    public static ApiError permissionsDenied(String resource, String action, String message) {
        JsonObjectBuilder detail =
                Json.createObjectBuilder().add("resource", resource).add("action", action);
        return new ApiError(
                403,
                typed("permissions_denied", message)
                        .add("details", Json.createArrayBuilder().add(detail))
                        .build());
    }

    public static ApiError bodyTooLarge(int limit) {
        return invalidArguments(
                413,
                new Problem.InvalidArguments(List.of(new Problem.ArgumentProblem(
                        "body", "constraint", "too large (expected: at most " + limit + " bytes)"))));
    }

    /** @param reason {@code not_found} where there is no token, {@code invalid_argument} where it is wrong, {@code expired} */
    public static ApiError unauthenticated(String reason, String message) {
        return new ApiError(
                401,
                typed("denied_authentication", message)
                        .add("method", "api_key")
                        .add("reason", reason)
                        .build());
    }

    public static ApiError unknownPath(String path) {
        return new ApiError(
                404,
                typed("not_found", "there is nothing at this path")
                        .add("resource", "path")
                        .add("resource_id", Problem.shown(path))
                        .build());
    }

    public static ApiError unknownMethod(String method) {
        return new ApiError(
                405,
                typed(
                                "method_not_allowed",
                                method + " is not possible here (expected: one that the Allow header names)")
                        .build());
    }

    public static ApiError internal(String errorId) {
        return new ApiError(
                500,
                typed("internal_error", "the hub failed; its log tells more under error_id")
                        .add("error_id", errorId)
                        .build());
    }

    public static ApiError refused(int status) {
        return new ApiError(
                status,
                typed("invalid_request", "the request is not understood").build());
    }

    /** The same as programs made for Huawei's API expect it. */
    JsonObject inHuaweisWords() {
        String code =
                switch (status) {
                    case 401 -> "IOTDA.000002";
                    case 403 -> "IOTDA.000004";
                    case 413 -> "IOTDA.000006";
                    case 503 -> "IOTDA.000003";
                    default -> "IOTDA.000001";
                };
        return Json.createObjectBuilder()
                .add("error_code", code)
                .add("error_msg", body.getString("message"))
                .build();
    }

    /** The same as programs made for Azure's resource manager expect it. */
    JsonObject inAzuresWords() {
        String code =
                switch (status) {
                    case 401 -> "AuthenticationFailed";
                    case 403 -> "AuthorizationFailed";
                    case 500 -> "InternalServerError";
                    case 503 -> "ServiceUnavailable";
                    default -> "BadRequest";
                };
        return Json.createObjectBuilder()
                .add("error", Json.createObjectBuilder().add("code", code).add("message", body.getString("message")))
                .build();
    }

    Response response() {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(body.toString())
                .build();
    }

    private static JsonObjectBuilder typed(String type, String message) {
        return Json.createObjectBuilder().add("type", type).add("message", message);
    }
}
