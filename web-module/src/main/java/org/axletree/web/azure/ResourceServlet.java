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

/** The API of resources, in the shape of Azure's resource manager, behind {@link TokenFilter}. */
@WebServlet("/subscriptions/*")
public class ResourceServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient ResourceCalls resources;

    @Inject
    private transient HubSettings settings;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AzureReply reply;
        try {
            reply = resources.answer(AzureCall.of(request, settings.limit(HubLimit.API_BODY_BYTES)));
        } catch (AzureException refusal) {
            reply = AzureReply.ofResource(refusal);
        } catch (ProblemException refusal) {
            reply = AzureReply.ofResource(ResourceErrors.of(refusal.problem()));
        } catch (RuntimeException failure) {
            reply = AzureReply.ofResource(AzureException.of(failure, "InternalServerError"));
        }
        reply.write(response);
    }
}
