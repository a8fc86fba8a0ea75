package org.axletree.web.huawei;

import jakarta.json.Json;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.axletree.hub.registry.Problem;

/**
 * An error in the shape of Huawei's API.
 *
 * @param status the HTTP status
 * @param code Huawei's own number where it has one for this
 * @param message one sentence for people
 */
record HuaweiError(int status, String code, String message) {
    private static final String INVALID = "IOTDA.000006";
    private static final String FORBIDDEN = "IOTDA.000004";
    private static final String NO_SUCH_PATH = "IOTDA.000007";
    private static final String QUOTA = "IOTDA.000015";
    private static final String CONFLICT = "IOTDA.000016";
    private static final String INTERNAL = "IOTDA.000001";
    private static final String UNAVAILABLE = "IOTDA.000003";
    private static final String NO_DEVICE = "IOTDA.014000";
    private static final String NO_OTHER = "IOTDA.000020";
    private static final String NOT_NOW = "IOTDA.014006";

    static HuaweiError of(Problem problem) {
        if (problem instanceof Problem.InvalidArguments) {
            return new HuaweiError(400, INVALID, problem.message());
        }
        if (problem instanceof Problem.NotFound missing) {
            boolean device = missing.resource().equals("device");
            return new HuaweiError(404, device ? NO_DEVICE : NO_OTHER, problem.message());
        }
        if (problem instanceof Problem.QuotaExceeded) {
            return new HuaweiError(403, QUOTA, problem.message());
        }
        if (problem instanceof Problem.PermissionsDenied) {
            return new HuaweiError(403, FORBIDDEN, problem.message());
        }
        if (problem instanceof Problem.Unavailable) {
            return new HuaweiError(503, UNAVAILABLE, problem.message());
        }
        return problem instanceof Problem.TransientState
                ? new HuaweiError(409, CONFLICT, problem.message())
                : new HuaweiError(403, NOT_NOW, problem.message());
    }

    static HuaweiError unknownPath() {
        return new HuaweiError(404, NO_SUCH_PATH, "there is nothing at this path");
    }

    static HuaweiError unknownMethod(String method) {
        return new HuaweiError(405, NO_SUCH_PATH, method + " is not possible here");
    }

    static HuaweiError refused(int status) {
        return new HuaweiError(status, INVALID, "the request is not understood");
    }

    static HuaweiError bodyTooLarge(int most) {
        return new HuaweiError(413, INVALID, "body: too large (expected: at most " + most + " bytes)");
    }

    static HuaweiError internal(String errorId) {
        return new HuaweiError(500, INTERNAL, "the hub failed; its log tells more under error_id " + errorId);
    }

    Response response() {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Json.createObjectBuilder()
                        .add("error_code", code)
                        .add("error_msg", message)
                        .build()
                        .toString())
                .build();
    }
}
