package org.axletree.web.azure;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.settings.HubSettings;
import org.axletree.web.rest.guard.TokenFilter;

/**
 * The API of a provisioning service: who may ask it for a hub, and who did. Behind {@link TokenFilter}; which service it is tells
 * the Host header.
 */
@WebServlet({"/enrollments/*", "/enrollmentGroups/*", "/enrollmentgroups/*", "/registrations/*"})
public class EnrollmentServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient EnrollmentCalls enrollments;

    @Inject
    private transient HubSettings settings;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AzureReply reply;
        try {
            reply = enrollments.answer(AzureCall.of(request, settings.limit(HubLimit.API_BODY_BYTES)));
        } catch (AzureException refusal) {
            reply = EnrollmentJson.refusal(refusal);
        } catch (ProblemException refusal) {
            reply = EnrollmentJson.refusal(AzureException.of(refusal.problem()));
        } catch (RuntimeException failure) {
            reply = EnrollmentJson.refusal(AzureException.of(failure, "ServerError"));
        }
        reply.write(response);
    }
}
