package org.axletree.web.login;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Tells browsers to trust as little as possible. Pages of the console carry a content security policy of their own
 * ({@code primefaces.CSP} in {@code web.xml}), which names the scripts of each answer; everything else may load nothing. The first of
 * all filters, by {@code web.xml}: whoever refuses a request does so with these headers.
 */
public class SecurityHeaders implements Filter {
    private static final String NOTHING =
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String NO_DEVICES =
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=(), serial=(), midi=()";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletResponse answer = (HttpServletResponse) response;
        answer.setHeader("X-Content-Type-Options", "nosniff");
        answer.setHeader("X-Frame-Options", "DENY");
        answer.setHeader("Referrer-Policy", "no-referrer");
        answer.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        answer.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        answer.setHeader("Permissions-Policy", NO_DEVICES);
        String path = ((HttpServletRequest) request).getServletPath();
        boolean resource = ConsolePaths.isResource(path);
        if (resource || !ConsolePaths.isPage(path)) {
            answer.setHeader("Content-Security-Policy", NOTHING);
        }
        if (!resource) {
            answer.setHeader("Cache-Control", "no-store");
        }
        chain.doFilter(request, response);
    }
}
