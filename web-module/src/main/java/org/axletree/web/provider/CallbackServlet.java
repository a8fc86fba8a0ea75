package org.axletree.web.provider;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.user.ProvidedAccounts;
import org.axletree.hub.registry.user.ProvidedPerson;
import org.axletree.web.login.Entrance;
import org.axletree.web.login.KnownBrowsers;
import org.axletree.web.login.LoginTarget;
import org.axletree.web.login.LoginThrottle;
import org.axletree.web.login.Logins;
import org.axletree.web.login.ProvenPerson;
import org.axletree.web.login.Visitor;

/** Where the identity provider sends a browser back to, with a code that says who it is to whoever may exchange it. */
@WebServlet(CallbackServlet.PATH)
public class CallbackServlet extends HttpServlet {
    public static final String PATH = "/login/callback";

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 4000;

    @Inject
    private transient Provider provider;

    @Inject
    private transient ProvidedAccounts accounts;

    @Inject
    private transient Logins logins;

    @Inject
    private transient Entrance entrance;

    @Inject
    private transient LoginThrottle throttle;

    @Inject
    private transient KnownBrowsers browsers;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Optional<Attempt> begun = Attempt.of(request);
        String target = begun.map(Attempt::target).orElse(LoginTarget.HOME);
        response.addHeader("Set-Cookie", Attempt.noCookie(request));
        Visitor visitor = browsers.visitor(request);
        try {
            Attempt attempt = answered(begun, request);
            if (!throttle.attempt(visitor).isZero()) {
                throw new SetbackException(Setback.TOO_QUICK, "too many attempts");
            }
            ProvenPerson person = proven(attempt, parameter(request, "code"));
            if (!entrance.letIn(person, visitor, request, response)) {
                throw new SetbackException(Setback.REFUSED, "the container takes nobody");
            }
            Answers.onTo(request, response, target);
        } catch (SetbackException back) {
            Answers.backToLogin(request, response, back, target);
        }
    }

    /** The login to which the request is the answer. */
    private Attempt answered(Optional<Attempt> begun, HttpServletRequest request) throws SetbackException {
        String state = parameter(request, "state");
        Attempt attempt = begun.filter(one -> one.isAnsweredBy(state))
                .orElseThrow(() -> new SetbackException(Setback.NOT_BEGUN, "an answer to no login of this browser"));
        String issuer = parameter(request, "iss"); // RFC 9207: not every provider says it
        if (!issuer.isEmpty()
                && provider.configured()
                        .filter(one -> one.issuer().equals(issuer))
                        .isEmpty()) {
            throw new SetbackException(Setback.UNPROVEN, "an answer of another issuer");
        }
        if (parameter(request, "code").isEmpty()) {
            throw new SetbackException(
                    Setback.REFUSED, "the provider says: " + SetbackException.shown(parameter(request, "error")));
        }
        return attempt;
    }

    private ProvenPerson proven(Attempt attempt, String code) throws SetbackException {
        ProvidedPerson person = person(attempt, code);
        try {
            return logins.believe(person)
                    .orElseThrow(() -> new SetbackException(Setback.DISABLED, person.subject() + " is disabled here"));
        } catch (ProblemException refused) {
            throw new SetbackException(Setback.NO_ROOM, person.subject() + ": " + refused.getMessage());
        }
    }

    /** Whoever has no right here any more is not logged in elsewhere either. */
    private ProvidedPerson person(Attempt attempt, String code) throws SetbackException {
        Claims claims = provider.claims(attempt, code);
        try {
            return claims.person(provider.one());
        } catch (SetbackException noRight) {
            accounts.shutOut(provider.one().issuer(), claims.subject());
            throw noRight;
        }
    }

    private static String parameter(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null || value.length() > LONGEST ? "" : value;
    }
}
