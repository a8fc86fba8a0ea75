package org.axletree.mqtt.session;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.axletree.core.door.Admission;
import org.axletree.core.door.Hearer;
import org.axletree.core.identity.ConnectionSecurity;
import org.axletree.core.limit.DoorLimits;
import org.axletree.core.outcome.Reason;
import org.axletree.door.pressure.Allowances;
import org.axletree.mqtt.fanout.HubTopics;
import org.axletree.mqtt.fanout.Subscription;
import org.axletree.mqtt.loop.Loop;
import org.axletree.mqtt.session.attachment.Connection;
import org.axletree.mqtt.session.attachment.SessionTerms;
import org.axletree.mqtt.session.context.SessionContext;
import org.axletree.mqtt.session.context.SessionKey;
import org.axletree.mqtt.store.Store;

/**
 * All sessions, with or without a connection. A session is known by hub, device and client identifier: client identifiers of
 * different devices never meet, so that no device can push another off the line by taking its name (MQTT-3.1.4-2, for each
 * device). From any thread, but for what says otherwise.
 */
public final class Sessions {
    /** Whose device is gone, or is another hub's, has no session any more. */
    private static final Set<Reason> DELETIONS =
            EnumSet.of(Reason.DEVICE_DELETED, Reason.DEVICE_MOVED, Reason.HUB_DELETED);

    private final SessionTable table = new SessionTable();
    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicLong arrivals = new AtomicLong();
    private final HubTopics topics;
    private final Store store;
    private final Allowances allowances;
    private final DoorLimits limits;
    private final HubConnections connections;
    private final UnfinishedSessions unfinished = new UnfinishedSessions();

    public Sessions(HubTopics topics, Store store, Allowances allowances, DoorLimits limits) {
        this.topics = topics;
        this.store = store;
        this.allowances = allowances;
        this.limits = limits;
        this.connections = new HubConnections(limits.maxConnectionsPerHub());
    }

    /**
     * Gives an admitted connection its session: the one that its client left, if both want that, or a new one. The
     * connection goes to the event loop of its session. On the connection's event loop.
     */
    public void enter(
            Connection connection,
            String clientId,
            Admission.Admitted admitted,
            SessionTerms terms,
            AcquisitionListener entered) {
        new SessionAcquisition(this, connection, clientId, admitted, terms, entered).begin();
    }

    /** A hub is gone, and its sessions are about to end: forgets what it counted of it. */
    public void forgetHub(String hubId) {
        connections.forget(hubId);
        allowances.forget(hubId);
    }

    /** How long a session on these terms lives without a connection, in seconds. */
    static long expirySeconds(SessionTerms terms, Admission.Admitted admitted) {
        return admitted.plan().persistentSessions()
                ? Math.min(terms.expirySeconds(), admitted.limits().maxExpirySeconds())
                : 0;
    }

    /** What the hubs may keep. */
    public Allowances allowances() {
        return allowances;
    }

    /** A session of its own for whoever enters, that nobody knows yet. On the event loop of the newcomer. */
    Session make(SessionKey key, Admission.Admitted admitted, SessionTerms terms, Loop loop) {
        long expirySeconds = expirySeconds(terms, admitted);
        boolean stored = expirySeconds > 0 || terms.will().isPresent();
        return session(key, admitted, loop, stored ? store.newId() : 0, expirySeconds);
    }

    /**
     * Puts it in the place of one with the same key, which is to be {@linkplain #takeOver ended}.
     */
    SessionTable.Placement put(Session made) {
        return table.put(made, limits.maxSessionsPerDevice());
    }

    private Session session(SessionKey key, Admission.Admitted admitted, Loop loop, long number, long expirySeconds) {
        SessionContext context = new SessionContext(key, admitted, loop, allowances, number, expirySeconds > 0);
        return new Session(context, topics, this, expirySeconds);
    }

    /** A session that survived a restart. */
    Session restore(SessionKey key, Admission.Admitted rights, Loop loop, long number, long expirySeconds) {
        Session restored = session(key, rights, loop, number, expirySeconds);
        restored.takeRoom(true);
        table.restore(restored);
        return restored;
    }

    /** The sessions that hear a topic, each once: by the filter with the highest quality of service. */
    public List<Hearer> hearers(String hubId, String topic, int most) {
        Map<Session, Hearer> hearers = new LinkedHashMap<>();
        for (Subscription subscription : topics.meeting(hubId, topic)) {
            if (subscription.subscriber() instanceof Session session) {
                Hearer hearer = new Hearer(
                        session.key().deviceId(),
                        session.key().clientId(),
                        subscription.filter().toString(),
                        subscription.grant().qos(),
                        subscription.filter().isShared(),
                        !subscription.grant().noLocal());
                hearers.merge(session, hearer, (one, other) -> other.qos().compareTo(one.qos()) > 0 ? other : one);
            }
        }
        return hearers.values().stream().limit(most).toList();
    }

    Optional<Session> find(SessionKey key) {
        return table.find(key);
    }

    /**
     * Ends the session that was replaced; of a device that may have but one connection, closes all that are older (scaleway.md B5,
     * B6). What they published, their wills included, comes before what the newest one publishes. On the event loop of the
     * newest, before anything of it is read.
     */
    void takeOver(Session newest, Optional<Session> replaced) {
        Succession succession = new Succession(newest);
        succession.end(replaced);
        boolean alone = !newest.rights().multipleConnections();
        if (alone) {
            long entry = newest.life().entry();
            table.of(newest.key().hubId(), newest.key().deviceId()).stream()
                    .filter(each -> each.life().entry() != 0 && each.life().entry() < entry)
                    .forEach(succession::close);
        }
        unfinished.ofDeviceOf(newest).stream()
                .filter(each -> alone || each.key().equals(newest.key()))
                .forEach(succession::await);
        succession.begin();
    }

    /**
     * Whether its device, which may have but one connection, has one that asked later to be let in. Of two that enter at once, each
     * sees the other's number or is seen by the other.
     */
    boolean isOvertaken(Session session) {
        long entry = session.life().entry();
        return !session.rights().multipleConnections()
                && table.of(session.key().hubId(), session.key().deviceId()).stream()
                        .anyMatch(each -> each.life().entry() > entry);
    }

    /** A session loses its connection, or ends: whoever comes after it waits until what it published is where it belongs. */
    void leave(Session session) {
        if (!session.intake().isFinished()) {
            unfinished.add(session);
            session.intake().whenFinished(() -> unfinished.remove(session));
        }
    }

    /** The door has closed and the event loops have ended: lets go of what sessions held. */
    public void abandon() {
        table.forEach(session -> session.intake().abandon());
        unfinished.abandon();
    }

    private static void closeOlder(Collection<Session> present, long newest) {
        present.forEach(session -> session.context().onLoop(() -> session.life().closeIfOlder(newest)));
    }

    /** Removes a session that has ended; one that was replaced is no longer here. */
    void remove(Session session) {
        table.remove(session);
    }

    /** The {@linkplain Connection#arrival number} of a CONNECT that was read just now. From any thread. */
    public long nextArrival() {
        return arrivals.incrementAndGet();
    }

    void attached(String hubId) {
        connected.incrementAndGet();
        connections.arrived(hubId);
    }

    void detached(String hubId) {
        connected.decrementAndGet();
        connections.left(hubId);
    }

    /** Sessions of each hub, with or without a connection. */
    public Map<String, Integer> countByHub() {
        return table.countByHub();
    }

    /** Those of a device, with or without a connection. */
    Collection<Session> of(String hubId, String deviceId) {
        return table.of(hubId, deviceId);
    }

    /** Connections by hub. */
    public HubConnections connections() {
        return connections;
    }

    /** Whether the hub has as many connections as it may, and none of them is replaced by one of the key. */
    boolean isFull(SessionKey key, boolean multipleConnections) {
        return connections.isFull(key.hubId())
                && table.of(key.hubId(), key.deviceId()).stream()
                        .filter(session -> !multipleConnections || session.key().equals(key))
                        .noneMatch(session -> session.life().entry() != 0);
    }

    /** Sessions with a connection. */
    public int count() {
        return connected.get();
    }

    /** New rights for a device. If it may have only one connection from now on, its newest stays. */
    public void refresh(Admission.Admitted admitted) {
        Collection<Session> present =
                table.of(admitted.identity().hubId(), admitted.identity().deviceId());
        present.forEach(session -> session.context().onLoop(() -> session.refresh(admitted)));
        if (!admitted.multipleConnections()) {
            long newest = present.stream()
                    .mapToLong(session -> session.life().entry())
                    .max()
                    .orElse(0);
            closeOlder(present, newest);
        }
    }

    /** Closes the connections of a device that were admitted before the revision; if it is gone, ends its sessions. */
    public void closeDevice(String hubId, String deviceId, Reason reason, long revision) {
        table.of(hubId, deviceId).forEach(session -> close(session, reason, revision));
    }

    /** The same, but spares mutual TLS. */
    public void closeInsecure(String hubId, String deviceId, Reason reason, long revision) {
        for (Session session : table.of(hubId, deviceId)) {
            session.context().onLoop(() -> {
                boolean secure = session.context()
                        .attachment()
                        .map(present -> present.connection().security() == ConnectionSecurity.MUTUAL_TLS)
                        .orElse(false);
                if (!secure && session.life().admittedRevision() < revision) {
                    session.life().close(reason);
                }
            });
        }
    }

    /** Closes the connections of a hub that were admitted before the revision; if it is gone, ends its sessions. */
    public void closeHub(String hubId, Reason reason, long revision) {
        table.of(hubId).forEach(session -> close(session, reason, revision));
    }

    /** Sends the connections of a hub that were admitted before the revision to another server. */
    public void redirectHub(String hubId, String serverReference, long revision) {
        table.of(hubId).forEach(session -> close(session, life -> life.redirect(serverReference), revision));
    }

    private static void close(Session session, Reason reason, long revision) {
        Consumer<SessionLife> action =
                DELETIONS.contains(reason) ? life -> life.endBecause(reason) : life -> life.close(reason);
        close(session, action, revision);
    }

    private static void close(Session session, Consumer<SessionLife> action, long revision) {
        session.context().onLoop(() -> {
            // Who was admitted on this revision or a later one was admitted in spite of the change.
            if (session.life().admittedRevision() < revision) {
                action.accept(session.life());
            }
        });
    }
}
