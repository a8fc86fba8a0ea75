package org.axletree.web.huawei;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.axletree.hub.registry.ProblemException;

/** Answers what the registry refused, in Huawei's words. */
@Provider
public class HuaweiProblemMapper implements ExceptionMapper<ProblemException> {

    @Override
    public Response toResponse(ProblemException e) {
        return HuaweiError.of(e.problem()).response();
    }
}
