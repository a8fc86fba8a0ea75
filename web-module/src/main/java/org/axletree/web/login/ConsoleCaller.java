package org.axletree.web.login;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.axletree.hub.registry.Caller;
import org.axletree.web.request.RemoteAddress;

/**
 * What somebody does in the console, that person does: with the rights of this moment, and the audit log tells who it was. Whoever
 * came with a token to the API is who the token says, also with a session of the console beside it.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class ConsoleCaller extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient Logins logins;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (Caller.isKnown()
                || ConsolePaths.isResource(request.getServletPath())
                || request.getUserPrincipal() == null) {
            chain.doFilter(request, response);
            return;
        }
        HttpSession session = request.getSession(false);
        String address = RemoteAddress.of(request);
        Optional<Caller> caller = logins.caller(session, address);
        if (caller.isEmpty()) {
            end(request, response, session);
            return;
        }
        try (Caller.Asking asking = caller.get().asks()) {
            chain.doFilter(request, response);
        }
    }

    /** Nothing goes on as nobody, who would find every page empty. */
    private static void end(HttpServletRequest request, HttpServletResponse response, HttpSession session)
            throws IOException, ServletException {
        request.logout();
        if (session != null) {
            session.invalidate();
        }
        ConsoleAuthentication.turnAway(request, response);
    }
}
