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
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.axletree.hub.settings.ConsoleTls;
import org.axletree.hub.settings.HubSettings;
import org.axletree.web.request.RemoteAddress;

/**
 * Serves the console only with TLS to those of whom TLS is required. They get a page without form and session that leads there. The
 * server may not know by which name they came; their browser does. The API is left alone: a program that sent its token in the clear
 * has sent it, and must be mended rather than led on.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class SecureConsole implements Filter {
    private static final String PAGE = "/WEB-INF/failure/plain.html";
    private static final String A_YEAR = "max-age=31536000";
    private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Set<String> READING = Set.of("GET", "HEAD");

    @Inject
    private HubSettings settings;

    /** For the container. */
    public SecureConsole() {}

    SecureConsole(HubSettings settings) {
        this.settings = settings;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        ConsoleTls tls = settings.consoleTls();
        if (!ConsolePaths.isConsole(asked.getServletPath())) {
            chain.doFilter(request, response);
        } else if (request.isSecure()) {
            if (tls == ConsoleTls.REQUIRED) {
                answer.setHeader("Strict-Transport-Security", A_YEAR);
            }
            chain.doFilter(request, response);
        } else if (!tls.refusesPlain(RemoteAddress.isOwnMachine(request))) {
            chain.doFilter(request, response);
        } else if (tls == ConsoleTls.REQUIRED
                && READING.contains(asked.getMethod())
                && settings.hostNames().contains(asked.getServerName())) {
            redirect(asked, answer);
        } else {
            refuse(asked, answer);
        }
    }

    /** To a name that the server's owner gave: the name in the request is whatever its sender wanted. */
    private void redirect(HttpServletRequest asked, HttpServletResponse answer) {
        String query = asked.getQueryString() == null ? "" : "?" + asked.getQueryString();
        answer.setStatus(HttpServletResponse.SC_TEMPORARY_REDIRECT);
        answer.setHeader(
                "Location",
                "https://" + asked.getServerName() + ":" + settings.httpsPort() + asked.getServletPath() + query);
    }

    /** Nothing of the request but its path was read. */
    private void refuse(HttpServletRequest asked, HttpServletResponse answer) throws IOException {
        answer.setHeader("Content-Security-Policy", POLICY);
        answer.setStatus(HttpServletResponse.SC_FORBIDDEN);
        answer.setContentType("text/html");
        answer.setCharacterEncoding("UTF-8");
        try (InputStream page = asked.getServletContext().getResourceAsStream(PAGE)) {
            answer.getWriter()
                    .write(new String(page.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("{port}", Integer.toString(settings.httpsPort())));
        }
    }
}
