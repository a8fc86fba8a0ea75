package org.axletree.web.login;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.time.Instant;
import java.util.UUID;
import org.axletree.hub.registry.user.User;

/**
 * That somebody is logged in: what a session of the console is for. It is over with its session, and when the person's generation is
 * another.
 */
public final class Login implements HttpSessionBindingListener {
    private static final String ATTRIBUTE = Login.class.getName();

    private final String handle = UUID.randomUUID().toString();
    private final String userId;
    private final boolean provided;
    private final Instant since;
    private final String address;
    private final String browser;
    private final transient Logins logins;
    private volatile int generation;
    private volatile HttpSession session;

    Login(User user, Instant since, String address, String browser, Logins logins) {
        this.userId = user.id();
        this.generation = user.generation();
        this.provided = user.isProvided();
        this.since = since;
        this.address = address;
        this.browser = browser;
        this.logins = logins;
    }

    /** That of a session; null if nobody is logged in there. */
    static Login of(HttpSession session) {
        return session == null ? null : (Login) session.getAttribute(ATTRIBUTE);
    }

    void begin(HttpSession in) {
        in.setAttribute(ATTRIBUTE, this);
    }

    /** By which it is named to its own person: not the session's id, which opens it. */
    public String handle() {
        return handle;
    }

    String userId() {
        return userId;
    }

    int generation() {
        return generation;
    }

    /** Whether an identity provider said who it is. */
    boolean isProvided() {
        return provided;
    }

    /** It goes on where others of the person ended. */
    void goOn(User user) {
        generation = user.generation();
    }

    public Instant since() {
        return since;
    }

    public String address() {
        return address;
    }

    public String browser() {
        return browser;
    }

    void end() {
        try {
            session.invalidate();
        } catch (IllegalStateException over) {
            logins.forget(this); // it is over already
        }
    }

    @Override
    public void valueBound(HttpSessionBindingEvent event) {
        session = event.getSession();
        logins.remember(this);
    }

    @Override
    public void valueUnbound(HttpSessionBindingEvent event) {
        logins.forget(this);
    }
}
