package org.axletree.web.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.user.Accounts;
import org.axletree.hub.registry.user.LoginsEnded;
import org.axletree.hub.registry.user.ProvidedAccounts;
import org.axletree.hub.registry.user.ProvidedPerson;
import org.axletree.hub.registry.user.User;
import org.axletree.hub.settings.HubSettings;
import org.axletree.web.request.RemoteAddress;

/** Who is logged in to the console, and where. */
@ApplicationScoped
public class Logins {
    /** Beyond, the oldest login of the person ends. */
    private static final int MOST_OF_A_PERSON = 20;

    private static final int MOST_TEXT = 200;

    private Accounts accounts;
    private ProvidedAccounts provided;
    private HubSettings settings;
    private final Set<Login> open = ConcurrentHashMap.newKeySet();

    /** For the container. */
    protected Logins() {}

    @Inject
    public Logins(Accounts accounts, ProvidedAccounts provided, HubSettings settings) {
        this.accounts = accounts;
        this.provided = provided;
        this.settings = settings;
    }

    /** Looks whether somebody is who that is; a wrong name and a wrong password get the same answer. */
    public Optional<ProvenPerson> prove(String name, String password) {
        return accounts.logIn(name, password).map(ProvenPerson::new);
    }

    /** Believes an identity provider who somebody is; empty if that person may not log in here. */
    public Optional<ProvenPerson> believe(ProvidedPerson named) {
        return provided.logIn(named).map(ProvenPerson::new);
    }

    /** Keeps in mind, in the session of the request, who it is. */
    public void begin(ProvenPerson person, HttpServletRequest request) {
        String browser = Optional.ofNullable(request.getHeader("User-Agent")).orElse("");
        Login login = new Login(
                person.user(),
                Instant.now(),
                RemoteAddress.hostOf(request),
                browser.substring(0, Math.min(browser.length(), MOST_TEXT)),
                this);
        login.begin(request.getSession());
        List<Login> all = of(person.user().id());
        all.subList(0, Math.max(0, all.size() - MOST_OF_A_PERSON)).forEach(Login::end);
    }

    /** Who asks in that session; empty if nobody does, or does no more. */
    Optional<Caller> caller(HttpSession session, String sourceAddress) {
        return Optional.ofNullable(Login.of(session))
                .filter(login -> !isOver(login))
                .flatMap(login -> accounts.loggedIn(login.userId(), login.generation()))
                .map(user -> caller(user, sourceAddress));
    }

    /** What a provider said of a person is believed for a while. */
    private boolean isOver(Login login) {
        return login.isProvided()
                && settings.identityProvider()
                        .filter(provider ->
                                login.since().plus(provider.longest()).isAfter(Instant.now()))
                        .isEmpty();
    }

    /** Whether whoever is logged in in that session came by an identity provider. */
    public boolean isProvided(HttpSession session) {
        return Optional.ofNullable(Login.of(session)).filter(Login::isProvided).isPresent();
    }

    private static Caller caller(User user, String sourceAddress) {
        Optional<Set<String>> projects =
                Optional.<Set<String>>of(user.projectIds()).filter(limited -> !limited.isEmpty());
        return Caller.person(user.name(), user.id(), user.role(), projects, sourceAddress);
    }

    /** Those of a person, the oldest first. */
    public List<Login> of(String userId) {
        return open.stream()
                .filter(login -> login.userId().equals(userId))
                .sorted(Comparator.comparing(Login::since))
                .toList();
    }

    /** Ends one of a person's. */
    public void end(String userId, String handle) {
        of(userId).stream().filter(login -> login.handle().equals(handle)).forEach(Login::end);
    }

    /** The handle of the login in that session. */
    public String handle(HttpSession session) {
        return Optional.ofNullable(Login.of(session)).map(Login::handle).orElse("");
    }

    /** Ends all of a person's but the one in that session, which goes on as what the person is now. */
    public void endOthers(User user, HttpSession session) {
        Login kept = Login.of(session);
        if (kept != null) {
            kept.goOn(user);
        }
        of(user.id()).stream().filter(login -> login != kept).forEach(Login::end);
    }

    /** Whoever is logged in as somebody who may do something else now, or nothing, logs in again. */
    void endAll(@Observes LoginsEnded ended) {
        of(ended.userId()).forEach(Login::end);
    }

    void remember(Login login) {
        open.add(login);
    }

    void forget(Login login) {
        open.remove(login);
    }
}
