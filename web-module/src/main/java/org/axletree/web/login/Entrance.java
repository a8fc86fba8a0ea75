package org.axletree.web.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.lang.System.Logger.Level;
import org.axletree.web.request.RemoteAddress;

/** Where whoever has proved who it is comes in, however that was proved, and where everybody goes out. */
@ApplicationScoped
public class Entrance {
    private static final System.Logger LOG = System.getLogger(Entrance.class.getName());

    @Inject
    private SecurityContext security;

    @Inject
    private Logins logins;

    @Inject
    private LoginThrottle throttle;

    @Inject
    private KnownBrowsers browsers;

    /**
     * Logs a person in, in a session of its own.
     *
     * @param visitor whose attempts are forgiven now
     * @return false if the container did not take the person
     */
    public boolean letIn(ProvenPerson person, Visitor visitor, HttpServletRequest request, HttpServletResponse response)
            throws ServletException {
        letOut(request); // whoever knew a session before the login must not be in it after
        AuthenticationStatus status = security.authenticate(
                request, response, AuthenticationParameters.withParams().credential(person));
        if (status != AuthenticationStatus.SUCCESS) {
            return false;
        }
        logins.begin(person, request);
        throttle.succeeded(visitor);
        browsers.remember(request, response);
        LOG.log(
                Level.INFO,
                "{0} logged in to the console from {1}",
                person.user().name(),
                RemoteAddress.hostOf(request));
        return true;
    }

    /** Ends the session of a request. */
    public void letOut(HttpServletRequest request) throws ServletException {
        request.logout();
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }
}
