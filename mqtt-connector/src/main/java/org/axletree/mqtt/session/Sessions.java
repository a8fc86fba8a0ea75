package org.axletree.mqtt.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.axletree.core.door.Admission;
import org.axletree.core.identity.ConnectionSecurity;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.outcome.Reason;

/**
 * Who is connected. A session is known by hub, device and client identifier: client identifiers of different devices never
 * meet, so that no device can push another off the line by taking its name (MQTT-3.1.4-2, for each device).
 */
public final class Sessions {
    private final Map<DeviceKey, List<Session>> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    private record DeviceKey(String hubId, String deviceId) {
        static DeviceKey of(DeviceIdentity identity) {
            return new DeviceKey(identity.hubId(), identity.deviceId());
        }
    }

    /**
     * Adds a session. Those that it takes over from are closed: all others of the device, or, where the device may have
     * several connections, the one with the same client identifier (clouds.md B5, B6).
     */
    public void add(Session session) {
        boolean several = session.rights().multipleConnections();
        List<Session> displaced = new ArrayList<>();
        sessions.compute(DeviceKey.of(session.rights().identity()), (key, present) -> {
            List<Session> next = new ArrayList<>();
            for (Session other : present == null ? List.<Session>of() : present) {
                boolean stays = several && !other.clientId().equals(session.clientId());
                (stays ? next : displaced).add(other);
            }
            next.add(session);
            return List.copyOf(next);
        });
        count.addAndGet(1 - displaced.size());
        displaced.forEach(other -> other.closeLater(Reason.TAKEN_OVER));
    }

    /** Removes a session that has ended; one that was taken over from is no longer here. */
    public void remove(Session session) {
        sessions.computeIfPresent(DeviceKey.of(session.rights().identity()), (key, present) -> {
            List<Session> next =
                    present.stream().filter(other -> other != session).toList();
            count.addAndGet(next.size() - present.size());
            return next.isEmpty() ? null : next;
        });
    }

    public int count() {
        return count.get();
    }

    /** New rights for a device. If it may have only one connection from now on, its newest stays. */
    public void refresh(Admission.Admitted admitted) {
        List<Session> present =
                of(admitted.identity().hubId(), admitted.identity().deviceId());
        present.forEach(session -> session.refreshLater(admitted));
        if (!admitted.multipleConnections()) {
            long newest = present.stream()
                    .mapToLong(session -> session.connection().id())
                    .max()
                    .orElse(0);
            present.stream()
                    .filter(session -> session.connection().id() != newest)
                    .forEach(session -> session.closeLater(Reason.TAKEN_OVER));
        }
    }

    /** Closes the sessions of a device that were admitted before the revision. */
    public void closeDevice(String hubId, String deviceId, Reason reason, long revision) {
        close(of(hubId, deviceId), session -> true, reason, revision);
    }

    /** The same, but spares mutual TLS. */
    public void closeInsecure(String hubId, String deviceId, Reason reason, long revision) {
        close(
                of(hubId, deviceId),
                session -> session.connection().security() != ConnectionSecurity.MUTUAL_TLS,
                reason,
                revision);
    }

    /** Closes the sessions of a hub that were admitted before the revision. */
    public void closeHub(String hubId, Reason reason, long revision) {
        sessions.forEach((key, present) -> {
            if (key.hubId.equals(hubId)) {
                close(present, session -> true, reason, revision);
            }
        });
    }

    private List<Session> of(String hubId, String deviceId) {
        return sessions.getOrDefault(new DeviceKey(hubId, deviceId), List.of());
    }

    private static void close(List<Session> present, Predicate<Session> which, Reason reason, long revision) {
        for (Session session : present) {
            // Who was admitted on this revision or a later one was admitted in spite of the change.
            if (session.admittedRevision() < revision && which.test(session)) {
                session.closeLater(reason);
            }
        }
    }
}
