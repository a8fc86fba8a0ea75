package org.axletree.web.network;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.axletree.hub.registry.Problem;
import org.axletree.web.rest.guard.FailureMapper;

/** Who brings a message, or fetches something, while the registry is away, is told so and asked to come again. */
@WebFilter(urlPatterns = {NetworkServlet.PATH + "*", IngestServlet.PATH, "/firmware/*", "/crl/*"})
public class OutageFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException failure) {
            Optional<Problem> outage = FailureMapper.outage(failure);
            if (outage.isEmpty() || response.isCommitted()) {
                throw failure;
            }
            byte[] body = (outage.get().message() + "\n").getBytes(StandardCharsets.UTF_8);
            response.reset();
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Retry-After", "5");
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setContentType("text/plain; charset=utf-8");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }
}
