package org.axletree.mqtt.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.door.Admission;
import org.axletree.core.door.DeviceInflow;
import org.axletree.core.filter.FilterPolicy;
import org.axletree.core.filter.MessageFilter;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.limit.PlanRules;
import org.axletree.core.limit.SessionLimits;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.fanout.OutboundMessage;
import org.axletree.mqtt.inflow.InflowWorkers;
import org.axletree.mqtt.pressure.Allowance;
import org.axletree.mqtt.store.StoredMessage;
import org.axletree.mqtt.store.StoredSession;
import org.axletree.mqtt.store.StoredSubscription;
import org.axletree.mqtt.store.StoredWill;
import org.axletree.mqtt.store.Survivors;
import org.axletree.mqtt.store.Waiting;

/**
 * Brings back the sessions that survived a restart, each on an event loop, without a connection, and without rights until the
 * gate has spoken. On one thread, before anybody connects.
 */
public final class Restoration implements Survivors {
    private static final Logger LOG = Logger.getLogger(Restoration.class.getName());
    private static final MessageFilter NOTHING = new MessageFilter(FilterPolicy.ACCEPT, List.of());
    private static final long PAUSE_OF_THE_GATE_MILLIS = 100;
    private static final long BEFORE_ALL_REVISIONS = Long.MIN_VALUE;

    private final Sessions sessions;
    private final List<Loop> loops;
    private final BiConsumer<String, StoredMessage> retained;
    /** Whose place another took shortly before the end: the newer of two stays. */
    private final List<Session> replaced = new ArrayList<>();

    private final Map<Long, Session> restored = new HashMap<>();
    private final Map<Long, StoredSession> stored = new HashMap<>();

    /** @param retained takes the retained messages, by hub */
    public Restoration(Sessions sessions, List<Loop> loops, BiConsumer<String, StoredMessage> retained) {
        this.sessions = sessions;
        this.loops = loops;
        this.retained = retained;
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
        restored.put(session.id(), sessions.restore(key, none, loop, session.id(), session.expirySeconds()));
        stored.put(session.id(), session);
    }

    @Override
    public void subscription(long session, StoredSubscription subscription) {
        restored.get(session).subscriptions().restore(subscription);
    }

    @Override
    public void will(long session, StoredWill will) {
        Session of = restored.get(session);
        of.life().restore(Wills.of(will));
        allowance(of).takeAnyway(Wills.size(Wills.of(will)));
    }

    @Override
    public void received(long session, int packetId) {
        restored.get(session).intake().receipts().restore(packetId);
    }

    @Override
    public void message(StoredMessage message, List<Waiting> waiting) {
        Allowance allowance = allowance(restored.get(waiting.get(0).recipient().session()));
        OutboundMessage outbound = OutboundMessage.of(message, waiting.size(), allowance);
        allowance.takeAnyway(outbound.size());
        for (Waiting one : waiting) {
            restored.get(one.recipient().session())
                    .outbound()
                    .restore(Delivery.of(outbound, one.recipient()), one.progress(), one.packetId());
        }
        outbound.release();
    }

    @Override
    public void retained(String hubId, StoredMessage message) {
        retained.accept(hubId, message);
    }

    @Override
    public void fed(long session, long message) {
        restored.get(session).retained().restoreFed(message);
    }

    private Allowance allowance(Session session) {
        return sessions.allowances().of(session.key().hubId());
    }

    /** All is read: from now on their time passes. Who left a will gets back the rights that it is to be said with. */
    public void finish(InflowWorkers gate) {
        long now = System.currentTimeMillis();
        replaced.forEach(session -> session.onLoop(() -> session.life().endBecause(Reason.DEVICE_DELETED)));
        restored.forEach((id, session) -> {
            if (session.life().hasWill()) {
                goOnWithRights(session, stored.get(id), now, gate);
            } else {
                goOn(session, stored.get(id), now, Optional.empty());
            }
        });
    }

    private static void goOnWithRights(Session session, StoredSession stored, long now, InflowWorkers gate) {
        if (!gate.offer(inflow -> goOn(session, stored, now, rights(inflow, session.key())))) {
            // Many wills at once, and those who connect come first.
            session.loop()
                    .eventLoop()
                    .schedule(
                            () -> goOnWithRights(session, stored, now, gate),
                            PAUSE_OF_THE_GATE_MILLIS,
                            TimeUnit.MILLISECONDS);
        }
    }

    private static Optional<Admission.Admitted> rights(DeviceInflow inflow, SessionKey key) {
        try {
            return inflow.rightsOf(key.hubId(), key.deviceId());
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "The rights of a device that left a will are not known; it will not be said", e);
            return Optional.empty();
        }
    }

    private static void goOn(Session session, StoredSession stored, long now, Optional<Admission.Admitted> rights) {
        session.onLoop(() -> {
            rights.ifPresent(session::refresh);
            session.life().restore(stored, now);
        });
    }
}
