package org.axletree.web.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.AutoApplySession;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Asks for a login where {@code web.xml} protects something, and lets all else pass: the API has a filter of its own.
 *
 * <p>Unlike the built-in form mechanisms it keeps no session for strangers, so that a flood of them costs no memory, and
 * it knows how to send a page away that only asked for a part of itself.
 */
@ApplicationScoped
@AutoApplySession
public class ConsoleAuthentication implements HttpAuthenticationMechanism {
    @Inject
    private IdentityStoreHandler identities;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        if (context.isAuthenticationRequest()) {
            Credential credential = context.getAuthParameters().getCredential();
            return context.notifyContainerAboutLogin(identities.validate(credential));
        }
        if (!context.isProtected()) {
            return context.doNothing();
        }
        turnAway(request, response);
        return AuthenticationStatus.SEND_CONTINUE;
    }

    /** Tells whoever is not logged in, or no more, in a form that fits what was asked for. */
    static void turnAway(HttpServletRequest request, HttpServletResponse response) {
        if (isLive(request)) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        String login = request.getContextPath() + LoginTarget.loginPath(request);
        if (!isPartial(request)) {
            LocalRedirects.redirect(response, login);
            return;
        }
        try {
            response.setContentType("text/xml");
            response.setCharacterEncoding("UTF-8");
            response.getWriter()
                    .write("<?xml version=\"1.0\" encoding=\"UTF-8\"?><partial-response><redirect url=\"" + login
                            + "\"/></partial-response>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page's script asks for what is new: it can do nothing with a login page. */
    private static boolean isLive(HttpServletRequest request) {
        return ConsolePaths.isLive(request.getServletPath());
    }

    private static boolean isPartial(HttpServletRequest request) {
        return "partial/ajax".equals(request.getHeader("Faces-Request"));
    }
}
