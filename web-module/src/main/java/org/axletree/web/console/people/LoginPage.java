package org.axletree.web.console.people;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.annotation.ManagedProperty;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.axletree.hub.registry.ProblemException;
import org.axletree.web.login.KnownBrowsers;
import org.axletree.web.login.LoginTarget;
import org.axletree.web.login.LoginThrottle;
import org.axletree.web.login.Logins;
import org.axletree.web.login.ProvenPerson;
import org.axletree.web.login.Visitor;
import org.primefaces.context.PrimeFacesContext;

/** The login, and the way out. */
@Named
@RequestScoped
public class LoginPage {
    private static final int LONGEST_INPUT = 1024;

    @Inject
    private SecurityContext security;

    @Inject
    private LoginThrottle throttle;

    @Inject
    private Logins logins;

    @Inject
    private KnownBrowsers browsers;

    @Inject
    @ManagedProperty("#{param.from}")
    private String from;

    private String userName = "";
    private String password = "";

    /** Who is logged in already has nothing to do here. */
    public void skipIfLoggedIn() throws IOException {
        if (security.getCallerPrincipal() != null) {
            leaveTo(LoginTarget.of(from));
        }
    }

    public void logIn() throws IOException, ServletException {
        FacesContext faces = FacesContext.getCurrentInstance();
        ExternalContext external = faces.getExternalContext();
        HttpServletRequest request = (HttpServletRequest) external.getRequest();
        HttpServletResponse response = (HttpServletResponse) external.getResponse();
        Visitor visitor = browsers.visitor(request);

        Duration wait = throttle.attempt(visitor);
        if (!wait.isZero()) {
            refuse(faces, "Too many attempts. Try again in " + wait.toSeconds() + " s.");
            return;
        }
        Optional<ProvenPerson> person;
        try {
            person = logins.prove(userName, password);
        } catch (ProblemException busy) {
            refuse(faces, "Too many log in at once. Try again in a moment.");
            return;
        }
        if (person.isEmpty() || !authenticate(person.get(), request, response)) {
            refuse(faces, "The user name or the password is wrong.");
            return;
        }
        logins.begin(person.get(), request);
        throttle.succeeded(visitor);
        browsers.remember(request, response);
        leaveTo(LoginTarget.of(from));
    }

    public void logOut() throws IOException, ServletException {
        ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
        endSession((HttpServletRequest) external.getRequest());
        leaveTo("/login");
    }

    private boolean authenticate(ProvenPerson person, HttpServletRequest request, HttpServletResponse response)
            throws ServletException {
        endSession(request); // whoever knew a session before the login must not be in it after
        AuthenticationStatus status = security.authenticate(
                request, response, AuthenticationParameters.withParams().credential(person));
        return status == AuthenticationStatus.SUCCESS;
    }

    private static void endSession(HttpServletRequest request) throws ServletException {
        request.logout();
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    private static void refuse(FacesContext faces, String why) {
        faces.addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, why, null));
        faces.getExternalContext().setResponseStatus(HttpServletResponse.SC_OK);
    }

    private static void leaveTo(String page) throws IOException {
        FacesContext faces = FacesContext.getCurrentInstance();
        ExternalContext external = faces.getExternalContext();
        external.redirect(external.getRequestContextPath() + page);
        faces.responseComplete();
    }

    public String getUserName() {
        return userName;
    }

    public void setUserName(String userName) {
        this.userName = bounded(userName);
    }

    public String getPassword() {
        return ""; // never sent back
    }

    public void setPassword(String password) {
        this.password = bounded(password);
    }

    public String getFrom() {
        return LoginTarget.of(from);
    }

    /** Names the scripts of this answer; PrimeFaces wants it back. Its own script does that, which this page does without. */
    public String getNonce() {
        return PrimeFacesContext.getCspState(FacesContext.getCurrentInstance()).getNonce();
    }

    private static String bounded(String text) {
        return text == null ? "" : text.substring(0, Math.min(text.length(), LONGEST_INPUT));
    }
}
