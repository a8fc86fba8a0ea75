package org.axletree.web.rest;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.settings.Administrator;
import org.axletree.hub.settings.HubSettings;

/**
 * Lets nobody without the administrator's token pass to the API, the metrics and the API's description, and no body that is
 * too large. Wrong tokens are not counted: a token has 256 bits, so there is nothing to be found by trying.
 */
@WebFilter(urlPatterns = {"/iot/*", "/metrics", "/metrics/*", "/openapi", "/openapi/*"})
public class TokenFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String HEADER = "X-Auth-Token";

    @Inject
    private transient Administrator administrator;

    @Inject
    private transient HubSettings settings;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        String token = request.getHeader(HEADER);
        int limit = settings.limit(HubLimit.API_BODY_BYTES);
        if (token == null || token.isEmpty()) {
            answer(response, ApiError.unauthenticated("not_found", "no token (expected: a header " + HEADER + ")"));
        } else if (!administrator.tokenMatches(token)) {
            answer(response, ApiError.unauthenticated("invalid", "a wrong token (expected: the administrator's)"));
        } else if (request.getContentLengthLong() > limit) {
            answer(response, ApiError.bodyTooLarge(limit));
        } else {
            chain.doFilter(new BoundedRequest(request, limit), response);
        }
    }

    private static void answer(HttpServletResponse response, ApiError error) throws IOException {
        response.setHeader("Connection", "close"); // the body, if there is one, is not going to be read
        write(response, error);
    }

    static void write(HttpServletResponse response, ApiError error) throws IOException {
        byte[] body = error.body().toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(error.status());
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
