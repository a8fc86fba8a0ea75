package org.axletree.web.login;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * Sends nobody to another host. The container makes a whole address of a redirect, with the host that the client named; whoever
 * can make somebody else's request name a host of theirs would get the next one. A path alone is enough (RFC 9110 section
 * 10.2.2).
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class LocalRedirects implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, new Local((HttpServletResponse) response));
    }

    /** Sends a client to a path of this server. */
    static void redirect(HttpServletResponse response, String path) {
        response.resetBuffer();
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Location", path);
    }

    private static final class Local extends HttpServletResponseWrapper {
        Local(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void sendRedirect(String path) throws IOException {
            if (!path.startsWith("/") || path.startsWith("//")) {
                throw new IllegalArgumentException("a redirect that is no path of this server");
            }
            redirect((HttpServletResponse) getResponse(), path);
            flushBuffer();
        }
    }
}
