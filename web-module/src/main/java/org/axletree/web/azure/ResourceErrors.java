package org.axletree.web.azure;

import org.axletree.hub.registry.Problem;

/** Problems in the words of Azure's resource manager. */
final class ResourceErrors {
    private ResourceErrors() {}

    static AzureException of(Problem problem) {
        if (problem instanceof Problem.NotFound missing) {
            return new AzureException(
                    404,
                    404000,
                    missing.resource().equals("resourceGroup") ? "ResourceGroupNotFound" : "ResourceNotFound",
                    missing.message());
        }
        if (problem instanceof Problem.TransientState state) {
            return new AzureException(409, 409000, "Conflict", state.message());
        }
        if (problem instanceof Problem.QuotaExceeded quota) {
            return new AzureException(403, 403000, "QuotaExceeded", quota.message());
        }
        if (problem instanceof Problem.PermissionsDenied denied) {
            return new AzureException(403, 403000, "AuthorizationFailed", denied.message());
        }
        if (problem instanceof Problem.Unavailable) {
            return AzureException.unavailable(problem);
        }
        return problem instanceof Problem.PreconditionFailed failed
                ? new AzureException(412, 412000, "PreconditionFailed", failed.message())
                : new AzureException(400, 400000, "BadRequest", problem.message());
    }
}
