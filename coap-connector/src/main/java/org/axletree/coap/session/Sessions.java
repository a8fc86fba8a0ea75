package org.axletree.coap.session;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.Principal;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.axletree.coap.registration.Registration;
import org.eclipse.californium.core.coap.Token;

/** Devices that are registered, by all that they are looked for. From any thread. */
public final class Sessions {
    private final Map<String, Session> byRegistration = new ConcurrentHashMap<>();
    private final Map<String, Session> byDevice = new ConcurrentHashMap<>();
    private final Map<Long, Session> byToken = new ConcurrentHashMap<>();
    private final Map<InetSocketAddress, Session> byAddress = new ConcurrentHashMap<>();
    private final Map<Principal, Session> byPrincipal = new ConcurrentHashMap<>();
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    /** Adds one, and answers the one of the same device that it replaces. */
    Optional<Session> put(Session session) {
        Registration registration = session.registration();
        byRegistration.put(registration.id(), session);
        registration.observations().keySet().forEach(token -> byToken.put(token, session));
        placed(session);
        Session before = byDevice.put(registration.deviceId(), session);
        counts.merge(registration.hubId(), 1, Integer::sum);
        if (before != null) {
            uncount(before);
            before.end();
            forget(before);
        }
        return Optional.ofNullable(before);
    }

    private void uncount(Session session) {
        counts.computeIfPresent(session.registration().hubId(), (hubId, count) -> count == 1 ? null : count - 1);
    }

    /** Whether a hub has as many as it may, without this one. */
    boolean isFull(String hubId, String deviceId, int most) {
        return counts.getOrDefault(hubId, 0) >= most && !byDevice.containsKey(deviceId);
    }

    /** It was heard at another address. */
    void moved(Session session, InetSocketAddress from) {
        byAddress.remove(from, session);
        placed(session);
    }

    private void placed(Session session) {
        Registration registration = session.registration();
        registration
                .principal()
                .ifPresentOrElse(
                        principal -> byPrincipal.put(principal, session),
                        () -> byAddress.put(registration.address(), session));
    }

    void observed(Session session, long token) {
        byToken.put(token, session);
    }

    void notObserved(long token) {
        byToken.remove(token);
    }

    /** Removes one. Answers false if it was not there any more. */
    boolean remove(Session session) {
        session.end();
        forget(session);
        boolean there = byDevice.remove(session.registration().deviceId(), session);
        if (there) {
            uncount(session);
        }
        return there;
    }

    private void forget(Session session) {
        Registration registration = session.registration();
        byRegistration.remove(registration.id(), session);
        registration.observations().keySet().forEach(token -> byToken.remove(token, session));
        byAddress.remove(registration.address(), session);
        registration.principal().ifPresent(principal -> byPrincipal.remove(principal, session));
    }

    Optional<Session> byRegistration(String id) {
        return Optional.ofNullable(byRegistration.get(id));
    }

    Optional<Session> byDevice(String deviceId) {
        return Optional.ofNullable(byDevice.get(deviceId));
    }

    Optional<Session> byToken(Token token) {
        return token.length() == Long.BYTES ? Optional.ofNullable(byToken.get(number(token))) : Optional.empty();
    }

    /** The one of whoever proved the same, or which comes from an address where nothing was proved. */
    Optional<Session> bySender(Sender sender) {
        return Optional.ofNullable(
                sender.secure() ? byPrincipal.get(sender.principal().get()) : byAddress.get(sender.address()));
    }

    Collection<Session> all() {
        return byDevice.values();
    }

    /** How many devices are registered. */
    public int count() {
        return byDevice.size();
    }

    /** How many, by hub. */
    public Map<String, Integer> countByHub() {
        return Map.copyOf(counts);
    }

    static long number(Token token) {
        return ByteBuffer.wrap(token.getBytes()).getLong();
    }

    static Token token(long number) {
        return new Token(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }
}
