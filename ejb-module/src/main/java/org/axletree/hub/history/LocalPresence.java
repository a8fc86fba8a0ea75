package org.axletree.hub.history;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The presence of devices whose sessions are in this process, which is all of them where the hub runs on one node. Lives in
 * memory, so that it is right after a crash: then nobody is connected.
 *
 * <p>Connections are told apart by their ids: where one takes over from another, it does not matter which is told first.
 * There are never more entries than the registry has devices.
 */
@ApplicationScoped
public class LocalPresence implements Presence {
    private final ConcurrentHashMap<String, Attendance> attendances = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, AtomicInteger> connectedByHub = new ConcurrentHashMap<>();

    @Override
    public boolean isConnected(String deviceId) {
        Attendance attendance = attendances.get(deviceId);
        return attendance != null && attendance.isConnected();
    }

    @Override
    public Seen seen(String deviceId) {
        Attendance attendance = attendances.get(deviceId);
        Optional<Instant> heardAt = Optional.ofNullable(attendance)
                .map(Attendance::heardAt)
                .filter(millis -> millis != 0)
                .map(Instant::ofEpochMilli);
        return new Seen(isConnected(deviceId), heardAt);
    }

    @Override
    public int connectedDevices(String hubId) {
        AtomicInteger connected = connectedByHub.get(hubId);
        return connected == null ? 0 : connected.get();
    }

    @Override
    public Map<String, Integer> connectedDevices() {
        Map<String, Integer> counts = new HashMap<>();
        connectedByHub.forEach((hubId, connected) -> counts.put(hubId, connected.get()));
        return counts;
    }

    @Override
    public List<String> connectedDevicesOf(String hubId) {
        List<String> devices = new ArrayList<>();
        attendances.forEach((deviceId, attendance) -> {
            if (attendance.isConnected() && attendance.hubId().equals(hubId)) {
                devices.add(deviceId);
            }
        });
        return devices;
    }

    @Override
    public void arrived(String hubId, String deviceId, long connectionId, Instant at) {
        attendances.compute(deviceId, (id, known) -> {
            Attendance attendance = known == null ? new Attendance(hubId) : known;
            if (!attendance.hubId().equals(hubId)) {
                move(attendance, hubId);
            }
            if (attendance.arrived(connectionId) && attendance.connections() == 1) {
                count(attendance.hubId(), 1);
            }
            attendance.heard(at.toEpochMilli());
            return attendance;
        });
    }

    @Override
    public void departed(String deviceId, long connectionId, Instant at) {
        attendances.computeIfPresent(deviceId, (id, attendance) -> {
            if (attendance.departed(connectionId) && !attendance.isConnected()) {
                count(attendance.hubId(), -1);
            }
            attendance.heard(at.toEpochMilli());
            return attendance;
        });
    }

    @Override
    public void heard(String deviceId, long atMillis) {
        Attendance attendance = attendances.get(deviceId);
        if (attendance != null) {
            attendance.heard(atMillis);
        }
    }

    @Override
    public Map<String, Instant> takeActivity(Duration apart) {
        Map<String, Instant> activity = new HashMap<>();
        for (String deviceId : attendances.keySet()) {
            attendances.computeIfPresent(deviceId, (id, attendance) -> {
                long heardAt = attendance.takeHeard(apart.toMillis());
                if (heardAt != 0) {
                    activity.put(deviceId, Instant.ofEpochMilli(heardAt));
                }
                return attendance.isConnected() ? attendance : null;
            });
        }
        return activity;
    }

    private void move(Attendance attendance, String hubId) {
        if (attendance.isConnected()) {
            count(attendance.hubId(), -1);
            count(hubId, 1);
        }
        attendance.moved(hubId);
    }

    private void count(String hubId, int difference) {
        connectedByHub.compute(hubId, (id, known) -> {
            AtomicInteger connected = known == null ? new AtomicInteger() : known;
            return connected.addAndGet(difference) == 0 ? null : connected;
        });
    }
}
