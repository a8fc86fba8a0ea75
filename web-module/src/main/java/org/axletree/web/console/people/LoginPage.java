package org.axletree.web.console.people;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.annotation.ManagedProperty;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.settings.IdentityProvider;
import org.axletree.web.console.Spans;
import org.axletree.web.console.Texts;
import org.axletree.web.login.Entrance;
import org.axletree.web.login.KnownBrowsers;
import org.axletree.web.login.LoginTarget;
import org.axletree.web.login.LoginThrottle;
import org.axletree.web.login.Logins;
import org.axletree.web.login.ProvenPerson;
import org.axletree.web.login.Visitor;
import org.axletree.web.provider.Provider;
import org.axletree.web.provider.ProviderServlet;
import org.axletree.web.provider.Setback;
import org.primefaces.context.PrimeFacesContext;

/** The login, and the way out. */
@Named
@RequestScoped
public class LoginPage {
    private static final int LONGEST_INPUT = 1024;

    /** As it stands in the address where somebody logged out who had come by the identity provider. */
    private static final String OUT = "out";

    @Inject
    private SecurityContext security;

    @Inject
    private LoginThrottle throttle;

    @Inject
    private Logins logins;

    @Inject
    private KnownBrowsers browsers;

    @Inject
    private Entrance entrance;

    @Inject
    private Provider provider;

    @Inject
    @ManagedProperty("#{param.from}")
    private String from;

    @Inject
    @ManagedProperty("#{param.told}")
    private String told;

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
            refuse(faces, Texts.of("login.wait", "span", Spans.inWords(wait)));
            return;
        }
        Optional<ProvenPerson> person;
        try {
            person = logins.prove(userName, password);
        } catch (ProblemException busy) {
            refuse(faces, Texts.of("login.busy"));
            return;
        }
        if (person.isEmpty() || !entrance.letIn(person.get(), visitor, request, response)) {
            refuse(faces, Texts.of("login.wrong"));
            return;
        }
        leaveTo(LoginTarget.of(from));
    }

    public void logOut() throws IOException, ServletException {
        ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
        HttpServletRequest request = (HttpServletRequest) external.getRequest();
        boolean provided = logins.isProvided(request.getSession(false));
        entrance.letOut(request);
        leaveTo(provided ? "/login?told=" + OUT : "/login");
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

    /** What the identity provider is called; empty if there is none. */
    public String getProvider() {
        return provider.configured().map(IdentityProvider::name).orElse("");
    }

    /** The way in by the identity provider. */
    public String getProviderWay() {
        return ProviderServlet.IN + "?from=" + URLEncoder.encode(getFrom(), StandardCharsets.UTF_8);
    }

    /** The way out there as well. */
    public String getProviderWayOut() {
        return ProviderServlet.OUT;
    }

    /** Why nobody came in by the identity provider, as a word; empty if nothing is to be said. */
    public String getSetback() {
        return Setback.of(told).map(Setback::word).orElse("");
    }

    /** Whether somebody has just logged out who had come by the identity provider. */
    public boolean isOut() {
        return OUT.equals(told) && !getProvider().isEmpty();
    }

    /** Names the scripts of this answer; PrimeFaces wants it back. Its own script does that, which this page does without. */
    public String getNonce() {
        return PrimeFacesContext.getCspState(FacesContext.getCurrentInstance()).getNonce();
    }

    private static String bounded(String text) {
        return text == null ? "" : text.substring(0, Math.min(text.length(), LONGEST_INPUT));
    }
}
