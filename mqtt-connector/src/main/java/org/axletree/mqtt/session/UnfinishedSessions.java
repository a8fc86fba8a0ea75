package org.axletree.mqtt.session;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sessions that have lost their connections, or have ended, while what they published was still on its way: to be found by who
 * comes after them. From any thread.
 */
final class UnfinishedSessions {
    private final Map<Device, Set<Session>> sessions = new ConcurrentHashMap<>();

    private record Device(String hubId, String deviceId) {
        static Device of(Session session) {
            return new Device(session.key().hubId(), session.key().deviceId());
        }
    }

    void add(Session session) {
        sessions.compute(Device.of(session), (device, present) -> {
            Set<Session> some = present == null ? ConcurrentHashMap.newKeySet(1) : present;
            some.add(session);
            return some;
        });
    }

    void remove(Session session) {
        sessions.computeIfPresent(Device.of(session), (device, present) -> {
            present.remove(session);
            return present.isEmpty() ? null : present;
        });
    }

    /** Those of the device of a session. */
    Set<Session> ofDeviceOf(Session session) {
        return sessions.getOrDefault(Device.of(session), Set.of());
    }

    /** The door has closed: lets go of what they held. */
    void abandon() {
        sessions.values()
                .forEach(some -> some.forEach(session -> session.intake().abandon()));
        sessions.clear();
    }
}
