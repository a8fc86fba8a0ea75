package org.axletree.web.provider;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;

/** Sends a browser to the identity provider: to log in, or to log out there as well. */
@WebServlet({ProviderServlet.IN, ProviderServlet.OUT})
public class ProviderServlet extends HttpServlet {
    public static final String IN = "/login/provider";
    public static final String OUT = "/login/provider/out";

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Provider provider;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Attempt attempt = Attempt.begin(request.getParameter("from"));
        try {
            if (request.getServletPath().equals(OUT)) {
                leave(response, provider.end().orElse(URI.create(request.getContextPath() + "/login")));
            } else {
                leave(response, provider.beginning(attempt));
                response.addHeader("Set-Cookie", attempt.cookie(request));
            }
        } catch (SetbackException back) {
            Answers.backToLogin(request, response, back, attempt.target());
        }
    }

    /** To where the operator says the provider is: the only way out of the console that is no path of this server. */
    private static void leave(HttpServletResponse response, URI place) {
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Location", place.toString());
    }
}
