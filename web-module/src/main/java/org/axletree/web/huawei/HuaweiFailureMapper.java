package org.axletree.web.huawei;

import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import org.axletree.hub.dialect.huawei.HuaweiCallException;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.web.rest.guard.BodyTooLargeException;
import org.axletree.web.rest.guard.FailureMapper;

/** Answers everything else that went wrong, in Huawei's words; what nobody expected is logged once, under an id. */
@Provider
public class HuaweiFailureMapper implements ExceptionMapper<Throwable> {
    @Context
    private Request request;

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof BodyTooLargeException tooLarge) {
            return HuaweiError.bodyTooLarge(tooLarge.limit()).response();
        }
        if (failure instanceof NotFoundException) {
            return HuaweiError.unknownPath().response();
        }
        if (failure instanceof NotAllowedException) {
            return HuaweiError.unknownMethod(request.getMethod()).response();
        }
        if (failure instanceof WebApplicationException refused
                && refused.getResponse().getStatus() < 500) {
            return HuaweiError.refused(refused.getResponse().getStatus()).response();
        }
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return HuaweiError.of(problem.problem()).response();
            }
            if (cause instanceof HuaweiCallException call) {
                return HuaweiCallMapper.error(call).response();
            }
        }
        Optional<Problem> outage = FailureMapper.outage(failure);
        if (outage.isPresent()) {
            return HuaweiError.of(outage.get()).response();
        }
        return HuaweiError.internal(FailureMapper.logged(failure).body().getString("error_id"))
                .response();
    }
}
