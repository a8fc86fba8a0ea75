package org.axletree.web.rest.guard;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.axletree.hub.registry.ProblemException;

/** Answers what the registry refused. */
@Provider
public class ProblemMapper implements ExceptionMapper<ProblemException> {

    @Override
    public Response toResponse(ProblemException e) {
        return ApiError.of(e.problem()).response();
    }
}
