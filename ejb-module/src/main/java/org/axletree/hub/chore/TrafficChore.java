package org.axletree.hub.chore;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.axletree.core.door.Delivered;
import org.axletree.hub.door.Doors;
import org.axletree.hub.history.Presence;
import org.axletree.hub.registry.metrics.HubVolume;
import org.axletree.hub.registry.metrics.TrafficLedger;
import org.axletree.hub.telemetry.HubMetrics;
import org.axletree.hub.telemetry.HubTraffic;

/** Writes down what passed through the hubs. What cannot be written now is tried again the next time. */
@ApplicationScoped
public class TrafficChore implements Chore {
    private static final HubVolume NOTHING = new HubVolume(
            0, 0, 0, 0, 0, HubVolume.DROPS.stream().map(reason -> 0L).toList());

    @Inject
    private HubMetrics metrics;

    @Inject
    private Doors doors;

    @Inject
    private Presence presence;

    @Inject
    private TrafficLedger ledger;

    /** What was written last; on the thread of this chore. */
    private Map<String, HubVolume> written = new HashMap<>();

    @Override
    public String complaint() {
        return "The traffic of hubs could not be written";
    }

    @Override
    public int everySeconds() {
        return 10;
    }

    @Override
    public void run() {
        Map<String, Integer> connected = presence.connectedDevices();
        Map<String, Delivered> delivered = doors.delivered();
        Set<String> hubs = new HashSet<>(connected.keySet());
        hubs.addAll(delivered.keySet());
        hubs.addAll(metrics.hubs());
        hubs.remove(HubMetrics.UNKNOWN_HUB);
        Map<String, HubVolume> now = new HashMap<>();
        Map<String, HubVolume> happened = new HashMap<>();
        for (String hubId : hubs) {
            HubVolume volume = volume(
                    metrics.of(hubId).totals(),
                    delivered.getOrDefault(hubId, Delivered.NOTHING),
                    connected.getOrDefault(hubId, 0));
            now.put(hubId, volume);
            happened.put(hubId, volume.since(written.getOrDefault(hubId, NOTHING)));
        }
        ledger.add(happened);
        written = now;
    }

    private static HubVolume volume(HubTraffic.Totals totals, Delivered delivered, int connected) {
        return new HubVolume(
                totals.messages(),
                totals.bytes(),
                delivered.messages(),
                delivered.bytes(),
                connected,
                HubVolume.DROPS.stream()
                        .map(reason -> totals.dropped().getOrDefault(reason, 0L))
                        .toList());
    }

    @Override
    public boolean isLastDuty() {
        return true;
    }
}
