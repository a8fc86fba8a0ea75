package org.axletree.web.azure;

import org.axletree.hub.registry.Problem;
import org.axletree.web.rest.guard.ApiError;
import org.axletree.web.rest.guard.FailureMapper;

/** Why a call is refused, by the names and numbers of Azure's list. */
final class AzureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int number;
    private final String name;

    /**
     * @param status of HTTP
     * @param number of Azure's list
     * @param name of Azure's list
     */
    AzureException(int status, int number, String name, String message) {
        super(message);
        this.status = status;
        this.number = number;
        this.name = name;
    }

    static AzureException unauthorized() {
        return new AzureException(
                401, 401002, "IotHubUnauthorizedAccess", "no token, or a wrong one, or one without the right");
    }

    static AzureException unknownPath() {
        return new AzureException(404, 404000, "NotFound", "there is nothing at this path");
    }

    static AzureException invalid(String message) {
        return new AzureException(400, 400004, "ArgumentInvalid", message);
    }

    static AzureException of(Problem problem) {
        if (problem instanceof Problem.NotFound missing) {
            return switch (missing.resource()) {
                case "module" -> new AzureException(404, 404010, "ModuleNotFound", missing.message());
                case "device" -> new AzureException(404, 404001, "DeviceNotFound", missing.message());
                case "hub" -> new AzureException(404, 404002, "IotHubNotFound", missing.message());
                default -> new AzureException(404, 404000, "NotFound", missing.message());
            };
        }
        if (problem instanceof Problem.QuotaExceeded quota) {
            if (quota.resource().equals("bytes")) {
                return new AzureException(413, 413001, "MessageTooLarge", quota.message());
            }
            return quota.resource().equals("messages")
                    ? new AzureException(403, 403004, "DeviceMaximumQueueDepthExceeded", quota.message())
                    : new AzureException(403, 403002, "IotHubQuotaExceeded", quota.message());
        }
        if (problem instanceof Problem.TransientState present) {
            return present.resource().equals("module")
                    ? new AzureException(409, 409301, "ModuleAlreadyExistsOnDevice", present.message())
                    : new AzureException(409, 409001, "DeviceAlreadyExists", present.message());
        }
        if (problem instanceof Problem.PermissionsDenied denied) {
            return new AzureException(403, 403000, "Forbidden", denied.message());
        }
        if (problem instanceof Problem.Unavailable) {
            return unavailable(problem);
        }
        return problem instanceof Problem.PreconditionFailed failed
                ? new AzureException(412, 412002, "PreconditionFailed", failed.message())
                : invalid(problem.message());
    }

    static AzureException unavailable(Problem problem) {
        return new AzureException(503, 503001, "ServiceUnavailable", problem.message());
    }

    /**
     * What nobody expected: that the registry is away, or else a fault of the hub's, which the log has.
     *
     * @param name of a fault in the words of the API that was asked
     */
    static AzureException of(RuntimeException failure, String name) {
        return FailureMapper.outage(failure).map(AzureException::unavailable).orElseGet(() -> {
            ApiError logged = FailureMapper.logged(failure);
            return new AzureException(
                    500,
                    500001,
                    name,
                    "the hub failed; its log tells more under error_id "
                            + logged.body().getString("error_id"));
        });
    }

    int status() {
        return status;
    }

    int number() {
        return number;
    }

    String name() {
        return name;
    }
}
