package org.axletree.hub.history;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which devices are connected now, and when they were last heard. Lives in memory and is fed by the front doors, so that it
 * is right after a crash: then nobody is connected. Never blocks.
 *
 * <p>Connections are told apart by their ids: where one takes over from another, it does not matter which is told first.
 * There are never more entries than the registry has devices.
 */
@ApplicationScoped
public class Presence {
    private final ConcurrentHashMap<String, Attendance> attendances = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, AtomicInteger> connectedByHub = new ConcurrentHashMap<>();

    public boolean isConnected(String deviceId) {
        Attendance attendance = attendances.get(deviceId);
        return attendance != null && attendance.isConnected();
    }

    /** Devices of the hub with at least one live session. */
    public int connectedDevices(String hubId) {
        AtomicInteger connected = connectedByHub.get(hubId);
        return connected == null ? 0 : connected.get();
    }

    /** Devices with at least one live session, by hub; hubs without any may be missing. */
    public Map<String, Integer> connectedDevices() {
        Map<String, Integer> counts = new HashMap<>();
        connectedByHub.forEach((hubId, connected) -> counts.put(hubId, connected.get()));
        return counts;
    }

    /** Live connections of devices, by hub; hubs without any are missing. Looks at every connected device. */
    public Map<String, Integer> connections() {
        Map<String, Integer> counts = new HashMap<>();
        attendances.forEach((deviceId, attendance) -> {
            if (attendance.isConnected()) {
                counts.merge(attendance.hubId(), attendance.connections(), Integer::sum);
            }
        });
        return counts;
    }

    /** The ids of the hub's devices with at least one live session. */
    public List<String> connectedDevicesOf(String hubId) {
        List<String> devices = new ArrayList<>();
        attendances.forEach((deviceId, attendance) -> {
            if (attendance.isConnected() && attendance.hubId().equals(hubId)) {
                devices.add(deviceId);
            }
        });
        return devices;
    }

    /** A connection of the device was admitted. */
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

    /** An admitted connection of the device has ended. */
    public void departed(String deviceId, long connectionId, Instant at) {
        attendances.computeIfPresent(deviceId, (id, attendance) -> {
            if (attendance.departed(connectionId) && !attendance.isConnected()) {
                count(attendance.hubId(), -1);
            }
            attendance.heard(at.toEpochMilli());
            return attendance;
        });
    }

    /** A connected device said something. Cheap enough for every message. */
    public void heard(String deviceId, long atMillis) {
        Attendance attendance = attendances.get(deviceId);
        if (attendance != null) {
            attendance.heard(atMillis);
        }
    }

    /** Hands out when devices were heard since it was last asked, and forgets devices that are gone. */
    public Map<String, Instant> takeActivity() {
        Map<String, Instant> activity = new HashMap<>();
        for (String deviceId : attendances.keySet()) {
            attendances.computeIfPresent(deviceId, (id, attendance) -> {
                long heardAt = attendance.takeHeard();
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
