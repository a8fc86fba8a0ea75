package org.axletree.mqtt.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Which session is whose: the sessions of each device, one for each client identifier. From any thread. */
final class SessionTable {
    private final Map<DeviceKey, List<Session>> sessions = new ConcurrentHashMap<>();

    private record DeviceKey(String hubId, String deviceId) {
        static DeviceKey of(SessionKey key) {
            return new DeviceKey(key.hubId(), key.deviceId());
        }
    }

    /**
     * Puts a session in the place of the one with its key.
     *
     * @param most sessions of a device
     * @return what it replaced; nothing if the device has too many to add it
     */
    Optional<Replacement> put(Session added, int most) {
        SessionKey key = added.key();
        AtomicReference<Optional<Session>> replaced = new AtomicReference<>(Optional.empty());
        List<Session> after = sessions.compute(DeviceKey.of(key), (device, present) -> {
            List<Session> others = others(present, key);
            replaced.set(find(present, key));
            return others.size() >= most ? present : with(others, added);
        });
        return after.contains(added) ? Optional.of(new Replacement(replaced.get())) : Optional.empty();
    }

    /** @param before the session that had the place; may be empty */
    record Replacement(Optional<Session> before) {}

    /** Puts a session that survived a restart in the place of the one with its key. */
    void restore(Session restored) {
        SessionKey key = restored.key();
        sessions.compute(DeviceKey.of(key), (device, present) -> with(others(present, key), restored));
    }

    private static List<Session> others(List<Session> present, SessionKey key) {
        return present == null
                ? List.of()
                : present.stream().filter(other -> !other.key().equals(key)).toList();
    }

    private static List<Session> with(List<Session> others, Session one) {
        return Stream.concat(others.stream(), Stream.of(one)).toList();
    }

    /** Removes this very session; one that was replaced is no longer here. */
    void remove(Session session) {
        sessions.computeIfPresent(DeviceKey.of(session.key()), (device, present) -> {
            List<Session> next =
                    present.stream().filter(other -> other != session).toList();
            return next.isEmpty() ? null : next;
        });
    }

    Optional<Session> find(SessionKey key) {
        return find(of(key.hubId(), key.deviceId()), key);
    }

    private static Optional<Session> find(List<Session> present, SessionKey key) {
        return present == null
                ? Optional.empty()
                : present.stream().filter(session -> session.key().equals(key)).findFirst();
    }

    /** All sessions of a device. */
    List<Session> of(String hubId, String deviceId) {
        return sessions.getOrDefault(new DeviceKey(hubId, deviceId), List.of());
    }

    /** All sessions of a hub. */
    List<Session> of(String hubId) {
        return sessions.entrySet().stream()
                .filter(each -> each.getKey().hubId.equals(hubId))
                .flatMap(each -> each.getValue().stream())
                .toList();
    }

    /** How many sessions each hub has. */
    Map<String, Integer> countByHub() {
        Map<String, Integer> counts = new HashMap<>();
        sessions.forEach((device, present) -> counts.merge(device.hubId, present.size(), Integer::sum));
        return counts;
    }
}
