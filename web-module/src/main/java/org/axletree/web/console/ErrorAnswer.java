package org.axletree.web.console;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.axletree.hub.registry.ProblemException;
import org.axletree.web.rest.guard.ApiError;

/** What a servlet of the console answers where the registry refuses. */
public final class ErrorAnswer {
    private ErrorAnswer() {}

    /** Answers with the status that the API has for it: 404 for what is not there, 403 for what a role does not allow. */
    public static void send(HttpServletResponse response, ProblemException refused) throws IOException {
        response.sendError(ApiError.of(refused.problem()).status());
    }
}
