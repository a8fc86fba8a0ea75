package org.axletree.coap.session;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.Principal;
import java.util.Collection;
import java.util.HashMap;
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

    /** Adds one, and answers the one of the same device that it replaces. */
    Optional<Session> put(Session session) {
        Registration registration = session.registration();
        byRegistration.put(registration.id(), session);
        registration.observations().keySet().forEach(token -> byToken.put(token, session));
        placed(session);
        Session before = byDevice.put(registration.deviceId(), session);
        if (before != null) {
            before.end();
            forget(before);
        }
        return Optional.ofNullable(before);
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
        return byDevice.remove(session.registration().deviceId(), session);
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
        Map<String, Integer> counts = new HashMap<>();
        byDevice.values().forEach(session -> counts.merge(session.registration().hubId(), 1, Integer::sum));
        return counts;
    }

    static long number(Token token) {
        return ByteBuffer.wrap(token.getBytes()).getLong();
    }

    static Token token(long number) {
        return new Token(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }
}
