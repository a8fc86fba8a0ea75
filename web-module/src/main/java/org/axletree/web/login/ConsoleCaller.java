package org.axletree.web.login;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import org.axletree.hub.registry.Caller;
import org.axletree.web.request.RemoteAddress;

/**
 * What somebody changes in the console, that person changes: the audit log tells who it was. Whoever came with a token to the
 * API is who the token says, also with a session of the console beside it.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class ConsoleCaller implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Principal person = ((HttpServletRequest) request).getUserPrincipal();
        if (person == null || Caller.isKnown()) {
            chain.doFilter(request, response);
            return;
        }
        String address = RemoteAddress.of(request);
        try (Caller.Asking asking =
                Caller.administrator(person.getName(), address).asks()) {
            chain.doFilter(request, response);
        }
    }
}
