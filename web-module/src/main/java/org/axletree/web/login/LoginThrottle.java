package org.axletree.web.login;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.axletree.core.time.SteadyClock;

/**
 * Slows down who guesses passwords. After five failures in a row an address waits: at first a second, then twice as long each
 * time, up to a minute. Names are not slowed, or strangers could keep the administrator out by failing in that name; and a
 * browser that has logged in before ({@link KnownBrowsers}) is counted by itself, so that it is not slowed by strangers who
 * share its address either.
 *
 * <p>An attempt counts as a failure until it has succeeded, so that attempts made at once do not pass together. So many
 * addresses are remembered; beyond, the one that tried longest ago is forgotten.
 */
@ApplicationScoped
public class LoginThrottle {
    /** Failures without a wait. */
    static final int FREE_FAILURES = 5;

    static final Duration LONGEST = Duration.ofMinutes(1);
    /** After so long without an attempt all is forgotten. */
    static final Duration MEMORY = Duration.ofMinutes(30);

    static final int MOST = 20_000;

    private final Clock clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST;
        }
    };

    public LoginThrottle() {
        this(new SteadyClock());
    }

    LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    /**
     * Asks for an attempt.
     *
     * @return zero if it may be made, and then it counts; else how long to wait, in whole seconds
     */
    public synchronized Duration attempt(Visitor visitor) {
        long now = clock.millis();
        String counted = countedBy(visitor, now);
        long wait = waitOf(counted, now);
        if (wait > 0) {
            return Duration.ofSeconds((wait + 999) / 1000);
        }
        failures.put(counted, next(failures.get(counted), now));
        return Duration.ZERO;
    }

    /** The attempt succeeded: all is forgiven. */
    public synchronized void succeeded(Visitor visitor) {
        visitor.browser().map(LoginThrottle::browserKey).ifPresent(failures::remove);
        failures.remove(network(visitor.address()));
    }

    /** A known browser that has failed too often may still come as anybody from its address may. */
    private String countedBy(Visitor visitor, long now) {
        return visitor.browser()
                .map(LoginThrottle::browserKey)
                .filter(browser -> waitOf(browser, now) <= 0)
                .orElseGet(() -> network(visitor.address()));
    }

    private static String browserKey(String browser) {
        return "browser " + browser;
    }

    /** Whoever has one address of IPv6 has a network of 64 bits. */
    private static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        String[] groups = address.split(":", 5);
        return groups.length < 5 ? address : String.join(":", groups[0], groups[1], groups[2], groups[3]);
    }

    private long waitOf(String counted, long now) {
        Failures known = failures.get(counted);
        return known == null ? 0 : known.closedUntil - now;
    }

    private static Failures next(Failures before, long now) {
        int count = before == null || now - before.lastAttempt > MEMORY.toMillis() ? 1 : before.count + 1;
        long delay =
                count < FREE_FAILURES ? 0 : Math.min(LONGEST.toMillis(), 1000L << Math.min(count - FREE_FAILURES, 20));
        return new Failures(count, now, now + delay);
    }

    private record Failures(int count, long lastAttempt, long closedUntil) {}
}
