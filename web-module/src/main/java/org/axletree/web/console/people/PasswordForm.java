package org.axletree.web.console.people;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.user.Accounts;
import org.axletree.web.console.Done;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Spans;
import org.axletree.web.console.Texts;
import org.axletree.web.login.KnownBrowsers;
import org.axletree.web.login.LoginThrottle;
import org.axletree.web.login.Logins;
import org.axletree.web.login.Visitor;

/** Changes the password of the person who asks. Whoever guesses the old one here waits as at the login. */
@Named
@RequestScoped
public class PasswordForm {
    private static final String FORM = "password";

    @Inject
    private Accounts accounts;

    @Inject
    private Logins logins;

    @Inject
    private LoginThrottle throttle;

    @Inject
    private KnownBrowsers browsers;

    @Inject
    private HttpServletRequest request;

    private String old = "";
    private String wanted = "";
    private String again = "";
    private boolean done;

    public void change() {
        if (!wanted.equals(again)) {
            refuse(FORM + ":again", Texts.of("password.differs"));
            return;
        }
        Visitor visitor = browsers.visitor(request);
        Duration wait = throttle.attempt(visitor);
        if (!wait.isZero()) {
            refuse(FORM, Texts.of("login.wait", "span", Spans.inWords(wait)));
            return;
        }
        try {
            logins.endOthers(accounts.changePassword(old, wanted), request.getSession(false));
            throttle.succeeded(visitor);
            done = true;
            Done.here("done.password");
        } catch (ProblemException refused) {
            if (!isGuess(refused)) {
                throttle.succeeded(visitor);
            }
            Problems.show(refused, FORM);
        }
    }

    private static boolean isGuess(ProblemException refused) {
        return refused.problem() instanceof Problem.InvalidArguments invalid
                && invalid.details().stream()
                        .anyMatch(detail -> detail.argumentName().equals("old_password"));
    }

    private static void refuse(String where, String why) {
        FacesContext faces = FacesContext.getCurrentInstance();
        faces.addMessage(where, new FacesMessage(FacesMessage.SEVERITY_ERROR, why, null));
        faces.validationFailed();
    }

    public boolean isDone() {
        return done;
    }

    public String getOld() {
        return ""; // never sent back
    }

    public void setOld(String old) {
        this.old = given(old);
    }

    public String getWanted() {
        return ""; // never sent back
    }

    public void setWanted(String wanted) {
        this.wanted = given(wanted);
    }

    public String getAgain() {
        return ""; // never sent back
    }

    public void setAgain(String again) {
        this.again = given(again);
    }

    private static String given(String text) {
        return text == null ? "" : text;
    }
}
