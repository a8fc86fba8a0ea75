package org.axletree.web.console;

import jakarta.faces.FacesException;
import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.util.Iterator;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;

/**
 * What a page does when it cannot go on: an old view starts anew, what is gone is not found, what a role does not
 * allow is forbidden, what a stranger sent is a bad
 * request, and all else is an error that goes into the log and not to the browser.
 */
final class FailureHandler extends ExceptionHandlerWrapper {
    private static final System.Logger LOG = System.getLogger(FailureHandler.class.getName());

    FailureHandler(ExceptionHandler wrapped) {
        super(wrapped);
    }

    @Override
    public void handle() {
        Iterator<ExceptionQueuedEvent> queued =
                getUnhandledExceptionQueuedEvents().iterator();
        Throwable first = null;
        while (queued.hasNext()) {
            Throwable failure = causeOf(queued.next().getContext().getException());
            first = first == null ? failure : first;
            queued.remove();
        }
        if (first != null) {
            answer(FacesContext.getCurrentInstance(), first);
        }
    }

    private static void answer(FacesContext faces, Throwable failure) {
        ExternalContext external = faces.getExternalContext();
        try {
            if (failure instanceof ViewExpiredException) {
                external.redirect(external.getRequestContextPath() + "/hubs");
            } else if (failure instanceof ProblemException refused && refused.problem() instanceof Problem.NotFound) {
                external.responseSendError(404, "");
            } else if (failure instanceof ProblemException refused
                    && refused.problem() instanceof Problem.PermissionsDenied) {
                external.responseSendError(403, "");
            } else if (external.getUserPrincipal() == null) {
                // The login page, which asks for nothing that could be away. Whoever sends it what no browser does must
                // not
                // be able to fill the log.
                LOG.log(Level.DEBUG, "a stranger's request failed", failure);
                external.responseSendError(400, "");
            } else {
                LOG.log(Level.ERROR, "a page of the console failed: " + external.getRequestServletPath(), failure);
                if (!external.isResponseCommitted()) {
                    external.responseSendError(500, "");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        faces.responseComplete();
    }

    private static Throwable causeOf(Throwable failure) {
        Throwable cause = failure;
        while (isWrapping(cause) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static boolean isWrapping(Throwable failure) {
        return (failure instanceof FacesException && !(failure instanceof ViewExpiredException))
                || failure instanceof jakarta.el.ELException
                || failure instanceof java.lang.reflect.InvocationTargetException;
    }
}
