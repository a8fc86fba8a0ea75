package org.axletree.web.login;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.axletree.core.time.SteadyClock;

/**
 * Slows down who guesses passwords. After five failures in a row a name waits, and so does an address: at first a second,
 * then twice as long each time, a name up to half a minute (so that nobody can lock the administrator out by failing in
 * that name), an address up to a quarter of an hour.
 *
 * <p>An attempt counts as a failure until it has succeeded, so that attempts made at once do not pass together. The tables
 * have a fixed size whatever names and addresses come; who shares a place shares its wait, and the places are drawn anew at
 * every start, so that nobody can choose whom to share one with.
 */
@ApplicationScoped
public class LoginThrottle {
    /** Failures without a wait. */
    static final int FREE_FAILURES = 5;

    static final Duration LONGEST_FOR_NAME = Duration.ofSeconds(30);
    static final Duration LONGEST_FOR_ADDRESS = Duration.ofMinutes(15);
    /** After so long without an attempt all is forgotten. */
    static final Duration MEMORY = Duration.ofMinutes(30);

    private static final int PLACES = 4096;

    private final Clock clock;
    private final byte[] salt = SecureRandom.getSeed(16);
    private final Place[] names = new Place[PLACES];
    private final Place[] addresses = new Place[PLACES];

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
    public synchronized Duration attempt(String name, String address) {
        long now = clock.millis();
        int ofName = placeOf(name.toLowerCase(Locale.ROOT));
        int ofAddress = placeOf(network(address));
        long wait = Math.max(waitOf(names[ofName], now), waitOf(addresses[ofAddress], now));
        if (wait > 0) {
            return Duration.ofSeconds((wait + 999) / 1000);
        }
        names[ofName] = failed(names[ofName], now, LONGEST_FOR_NAME);
        addresses[ofAddress] = failed(addresses[ofAddress], now, LONGEST_FOR_ADDRESS);
        return Duration.ZERO;
    }

    /** The attempt succeeded: all is forgiven. */
    public synchronized void succeeded(String name, String address) {
        names[placeOf(name.toLowerCase(Locale.ROOT))] = null;
        addresses[placeOf(network(address))] = null;
    }

    private int placeOf(String key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            byte[] hash = digest.digest(key.getBytes(StandardCharsets.UTF_8));
            return Math.floorMod(ByteBuffer.wrap(hash).getInt(), PLACES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whoever has one address of IPv6 has a network of 64 bits. */
    private static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        String[] groups = address.split(":", 5);
        return groups.length < 5 ? address : String.join(":", groups[0], groups[1], groups[2], groups[3]);
    }

    private static long waitOf(Place place, long now) {
        return place == null ? 0 : place.closedUntil - now;
    }

    private static Place failed(Place place, long now, Duration longest) {
        int failures = place == null || now - place.lastAttempt > MEMORY.toMillis() ? 1 : place.failures + 1;
        long delay = failures < FREE_FAILURES
                ? 0
                : Math.min(longest.toMillis(), 1000L << Math.min(failures - FREE_FAILURES, 20));
        return new Place(failures, now, now + delay);
    }

    private record Place(int failures, long lastAttempt, long closedUntil) {}
}
