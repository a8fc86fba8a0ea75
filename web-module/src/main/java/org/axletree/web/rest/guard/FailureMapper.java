package org.axletree.web.rest.guard;

import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.RegistryOutage;

/** Answers everything else that went wrong, in the API's own shape; what nobody expected is logged once, under an id. */
@Provider
public class FailureMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = Logger.getLogger(FailureMapper.class.getName());

    @Context
    private UriInfo uri;

    @Context
    private Request request;

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof BodyTooLargeException tooLarge) {
            return Response.fromResponse(ApiError.bodyTooLarge(tooLarge.limit()).response())
                    .header("Connection", "close")
                    .build();
        }
        if (failure instanceof NotFoundException) {
            return ApiError.unknownPath(uri.getRequestUri().getPath()).response();
        }
        if (failure instanceof NotAllowedException notAllowed) {
            return Response.fromResponse(
                            ApiError.unknownMethod(request.getMethod()).response())
                    .header(HttpHeaders.ALLOW, notAllowed.getResponse().getHeaderString(HttpHeaders.ALLOW))
                    .build();
        }
        if (failure instanceof WebApplicationException refused
                && refused.getResponse().getStatus() < 500) {
            return ApiError.refused(refused.getResponse().getStatus()).response();
        }
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return ApiError.of(problem.problem()).response();
            }
        }
        return outage(failure)
                .map(ApiError::of)
                .orElseGet(() -> logged(failure))
                .response();
    }

    /** That the registry is away, if that is what a failure comes from; a line of the log says so. */
    public static Optional<Problem> outage(Throwable failure) {
        Optional<Problem> outage = RegistryOutage.of(failure);
        outage.ifPresent(problem -> {
            LOG.log(Level.WARNING, "The API answers 503: {0}", problem.message());
            LOG.log(Level.FINE, "Why", failure);
        });
        return outage;
    }

    /** What nobody expected, with the id under which the log has it. */
    public static ApiError logged(Throwable failure) {
        String errorId = UUID.randomUUID().toString();
        LOG.log(Level.SEVERE, failure, () -> "error_id " + errorId + ": the API failed");
        return ApiError.internal(errorId);
    }
}
