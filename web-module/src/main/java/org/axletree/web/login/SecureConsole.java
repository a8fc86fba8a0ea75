package org.axletree.web.login;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.axletree.hub.settings.HubSettings;

/**
 * Where the console is to be used with TLS only, sends browsers there, and tells them to remember it. The API is left alone: a
 * program that sent its token in the clear has sent it, and must be mended rather than led on.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class SecureConsole implements Filter {
    private static final String A_YEAR = "max-age=31536000";

    @Inject
    private HubSettings settings;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        String path = asked.getServletPath();
        boolean console =
                ConsolePaths.isPage(path) || ConsolePaths.isOnTheWay(path) || path.isEmpty() || path.equals("/");
        if (!settings.isConsoleSecure() || !console) {
            chain.doFilter(request, response);
        } else if (request.isSecure()) {
            answer.setHeader("Strict-Transport-Security", A_YEAR);
            chain.doFilter(request, response);
        } else {
            // Only to a host of ours: the name in the request is whatever its sender wanted.
            List<String> names = settings.hostNames();
            String host = names.contains(asked.getServerName()) ? asked.getServerName() : names.get(0);
            String query = asked.getQueryString() == null ? "" : "?" + asked.getQueryString();
            answer.setStatus(HttpServletResponse.SC_TEMPORARY_REDIRECT);
            answer.setHeader("Location", "https://" + host + ":" + settings.httpsPort() + path + query);
        }
    }
}
