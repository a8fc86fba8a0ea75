package org.axletree.mqtt.session;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.session.context.SessionKey;

/**
 * Which session is whose: the sessions of each device, by client identifier. From any thread. Most devices have one session,
 * and some have thousands, so that nothing here looks through all of them to find or change one.
 */
final class SessionTable {
    /** What a device has is changed inside {@link ConcurrentHashMap#compute} only; one session is an immutable map. */
    private final Map<DeviceKey, Map<String, Session>> sessions = new ConcurrentHashMap<>();

    private record DeviceKey(String hubId, String deviceId) {
        static DeviceKey of(SessionKey key) {
            return new DeviceKey(key.hubId(), key.deviceId());
        }
    }

    /**
     * Puts a session in the place of the one with its key, unless a connection that asked later had that, or the device has
     * too many to add it.
     *
     * @param most sessions of a device
     */
    Placement put(Session added, int most) {
        String clientId = added.key().clientId();
        AtomicReference<Placement> outcome = new AtomicReference<>();
        sessions.compute(DeviceKey.of(added.key()), (device, present) -> {
            Optional<Session> before = Optional.ofNullable(present).map(own -> own.get(clientId));
            if (before.isEmpty() && present != null && present.size() >= most) {
                outcome.set(new Placement.Refused(Reason.QUOTA_EXCEEDED));
                return present;
            }
            if (before.isPresent()
                    && before.get().life().claimed() > added.life().claimed()) {
                outcome.set(new Placement.Refused(Reason.TAKEN_OVER));
                return present;
            }
            outcome.set(new Placement.Placed(before));
            return with(present, added);
        });
        return outcome.get();
    }

    /** What became of a session that was to have a place. */
    sealed interface Placement {
        /** @param before the session that had the place; may be empty */
        record Placed(Optional<Session> before) implements Placement {}

        record Refused(Reason reason) implements Placement {}
    }

    /** Puts a session that survived a restart in the place of the one with its key. */
    void restore(Session restored) {
        sessions.compute(DeviceKey.of(restored.key()), (device, present) -> with(present, restored));
    }

    private static Map<String, Session> with(Map<String, Session> present, Session one) {
        String clientId = one.key().clientId();
        if (present == null || present.size() == 1 && present.containsKey(clientId)) {
            return Map.of(clientId, one);
        }
        Map<String, Session> several = present.size() == 1 ? new ConcurrentHashMap<>(present) : present;
        several.put(clientId, one);
        return several;
    }

    /** Removes this very session; one that was replaced is no longer here. */
    void remove(Session session) {
        String clientId = session.key().clientId();
        sessions.computeIfPresent(DeviceKey.of(session.key()), (device, present) -> {
            if (present.get(clientId) != session) {
                return present;
            }
            if (present.size() == 1) {
                return null;
            }
            present.remove(clientId);
            return present;
        });
    }

    Optional<Session> find(SessionKey key) {
        return Optional.ofNullable(own(key.hubId(), key.deviceId()).get(key.clientId()));
    }

    /** All sessions of a device. */
    Collection<Session> of(String hubId, String deviceId) {
        return own(hubId, deviceId).values();
    }

    private Map<String, Session> own(String hubId, String deviceId) {
        return sessions.getOrDefault(new DeviceKey(hubId, deviceId), Map.of());
    }

    /** All sessions of a hub. */
    List<Session> of(String hubId) {
        return sessions.entrySet().stream()
                .filter(each -> each.getKey().hubId.equals(hubId))
                .flatMap(each -> each.getValue().values().stream())
                .toList();
    }

    void forEach(Consumer<Session> action) {
        sessions.values().forEach(own -> own.values().forEach(action));
    }

    /** How many sessions each hub has. */
    Map<String, Integer> countByHub() {
        Map<String, Integer> counts = new HashMap<>();
        sessions.forEach((device, present) -> counts.merge(device.hubId, present.size(), Integer::sum));
        return counts;
    }
}
