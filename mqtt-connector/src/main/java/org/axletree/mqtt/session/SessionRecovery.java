package org.axletree.mqtt.session;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.axletree.core.door.Admission;
import org.axletree.core.door.ConnectInflow;
import org.axletree.core.filter.FilterPolicy;
import org.axletree.core.filter.MessageFilter;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.limit.PlanRules;
import org.axletree.core.limit.SessionLimits;
import org.axletree.core.outcome.Reason;
import org.axletree.door.lane.InflowWorkers;
import org.axletree.door.pressure.Allowance;
import org.axletree.mqtt.fanout.OutboundMessage;
import org.axletree.mqtt.loop.Loop;
import org.axletree.mqtt.session.context.SessionKey;
import org.axletree.mqtt.store.RecoveryListener;
import org.axletree.mqtt.store.StoredMessage;
import org.axletree.mqtt.store.StoredSession;
import org.axletree.mqtt.store.StoredSubscription;
import org.axletree.mqtt.store.StoredWill;
import org.axletree.mqtt.store.Waiting;

/**
 * Brings back the sessions that survived a restart, each on an event loop, without a connection, and without rights until the
 * gate has spoken. On one thread, before anybody connects.
 */
public final class SessionRecovery implements RecoveryListener {
    private static final Logger LOG = Logger.getLogger(SessionRecovery.class.getName());
    private static final MessageFilter NOTHING = new MessageFilter(FilterPolicy.ACCEPT, List.of());
    private static final long PAUSE_OF_THE_GATE_MILLIS = 100;
    static final long BEFORE_ALL_REVISIONS = Long.MIN_VALUE;

    private final Sessions sessions;
    private final List<Loop> loops;
    private final BiConsumer<String, StoredMessage> retained;
    private final Consumer<String> deletion;
    /** Whose place another took shortly before the end: the newer of two stays. */
    private final Set<Session> replaced = new HashSet<>();

    private final Map<Long, Session> restored = new HashMap<>();
    private final Map<Long, StoredSession> stored = new HashMap<>();
    private final Map<String, Integer> retainedByHub = new HashMap<>();
    private final Map<String, Integer> subscriptionsLeftOut = new HashMap<>();

    /**
     * @param retained takes the retained messages, by hub
     * @param deletion ends and forgets what belongs to a hub that is gone
     */
    public SessionRecovery(
            Sessions sessions,
            List<Loop> loops,
            BiConsumer<String, StoredMessage> retained,
            Consumer<String> deletion) {
        this.sessions = sessions;
        this.loops = loops;
        this.retained = retained;
        this.deletion = deletion;
    }

    @Override
    public void session(StoredSession session) {
        SessionKey key = new SessionKey(session.hubId(), session.deviceId(), session.clientId());
        Loop loop = loops.get((int) (session.id() % loops.size()));
        Admission.Admitted none = new Admission.Admitted(
                new DeviceIdentity(key.hubId(), "", key.deviceId(), ""),
                new MessageFilters(NOTHING, NOTHING),
                SessionLimits.DEFAULT,
                PlanRules.EVERYTHING,
                true,
                BEFORE_ALL_REVISIONS);
        sessions.find(key).ifPresent(replaced::add);
        Session back = sessions.restore(key, none, loop, session.id(), session.expirySeconds());
        if (session.disconnectedAt() == StoredSession.CONNECTED) {
            back.outbound().restoreInterrupted();
        }
        restored.put(session.id(), back);
        stored.put(session.id(), session);
    }

    @Override
    public void subscription(long session, StoredSubscription subscription) {
        Session of = restored.get(session);
        if (of.context().allowance().overflows()) {
            // An older version did not count them. With more memory they are there again.
            subscriptionsLeftOut.merge(of.key().hubId(), 1, Integer::sum);
        } else {
            of.subscriptions().restore(subscription);
        }
    }

    @Override
    public void will(long session, StoredWill will) {
        restored.get(session).life().will().restore(will);
    }

    @Override
    public void received(long session, int packetId) {
        restored.get(session).intake().restore(packetId);
    }

    @Override
    public void message(StoredMessage message, List<Waiting> waiting) {
        Allowance allowance =
                restored.get(waiting.get(0).recipient().session()).context().allowance();
        OutboundMessage outbound = OutboundMessage.of(message, waiting.size(), allowance);
        allowance.takeAnyway(outbound.sizeFor(waiting.size()));
        for (Waiting one : waiting) {
            restored.get(one.recipient().session()).outbound().restore(outbound, one);
        }
        outbound.release();
    }

    @Override
    public void retained(String hubId, StoredMessage message) {
        retainedByHub.merge(hubId, 1, Integer::sum);
        retained.accept(hubId, message);
    }

    @Override
    public void fed(long session, long message) {
        restored.get(session).subscriptions().restoreFed(message);
    }

    /**
     * All is read: from now on their time passes. Who left a will gets back the rights that it is to be said with; what
     * belongs to hubs that are gone goes.
     */
    public void finish(InflowWorkers gate) {
        long now = loops.get(0).clock().millis();
        subscriptionsLeftOut.forEach((hubId, count) -> LOG.log(
                Level.WARNING,
                "Hub {0}: {1} subscriptions were not brought back, as there is no room for them (expected: less in the"
                        + " hub, or more memory)",
                new Object[] {hubId, count}));
        // Nobody waits yet: there is room for it.
        gate.offer(this::forgetHubsThatAreGone);
        restored.forEach((id, session) -> {
            Consumer<Optional<Admission.Admitted>> goOn = replaced.contains(session)
                    ? rights -> end(session, rights)
                    : rights -> goOn(session, stored.get(id), now, rights);
            if (session.life().will().isPresent()) {
                session.life().awaitRights();
                withRights(session, gate, goOn);
            } else {
                goOn.accept(Optional.empty());
            }
        });
    }

    private void forgetHubsThatAreGone(ConnectInflow inflow) {
        Map<String, Long> sessionsByHub = restored.values().stream()
                .collect(Collectors.groupingBy(session -> session.key().hubId(), Collectors.counting()));
        Set<String> gone = new HashSet<>(retainedByHub.keySet());
        gone.addAll(sessionsByHub.keySet());
        try {
            gone.removeAll(inflow.existing(Set.copyOf(gone)));
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "Which hubs there are is not known; what others left behind goes after the next start",
                    e);
            return;
        }
        for (String hubId : gone) {
            deletion.accept(hubId);
            LOG.log(
                    Level.INFO,
                    "Hub {0} was deleted meanwhile: {1} sessions and {2} retained messages of it are dropped",
                    new Object[] {hubId, sessionsByHub.getOrDefault(hubId, 0L), retainedByHub.getOrDefault(hubId, 0)});
        }
    }

    private static void withRights(Session session, InflowWorkers gate, Consumer<Optional<Admission.Admitted>> goOn) {
        if (!gate.offer(inflow -> goOn.accept(rights(inflow, session.key())))) {
            // Many wills at once, and those who connect come first.
            session.context()
                    .loop()
                    .eventLoop()
                    .schedule(() -> withRights(session, gate, goOn), PAUSE_OF_THE_GATE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private static Optional<Admission.Admitted> rights(ConnectInflow inflow, SessionKey key) {
        try {
            return inflow.rightsOf(key.hubId(), key.deviceId());
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "The rights of a device that left a will are not known; it will not be said", e);
            return Optional.empty();
        }
    }

    private static void goOn(Session session, StoredSession stored, long now, Optional<Admission.Admitted> rights) {
        session.context().onLoop(() -> {
            rights.ifPresent(session::refresh);
            session.life().restore(stored, now);
        });
    }

    /** What was under way when the server ended: its will is due with its end (MQTT 5 section 3.1.3.2.2). */
    private static void end(Session session, Optional<Admission.Admitted> rights) {
        session.context().onLoop(() -> {
            rights.ifPresent(session::refresh);
            session.life().endBecause(Reason.TAKEN_OVER);
        });
    }
}
