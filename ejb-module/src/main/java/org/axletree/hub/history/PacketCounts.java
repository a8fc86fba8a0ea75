package org.axletree.hub.history;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.axletree.core.door.Exchanged;

/**
 * How many packets and messages devices exchanged since it was last written down (scaleway.md J1). Lives in memory; counting never blocks.
 * There are never more entries than devices that said or heard something in the meantime.
 */
@ApplicationScoped
public class PacketCounts {
    /** What one device exchanged. */
    public record PacketCount(String hubId, String deviceId, Exchanged exchanged) {}

    private final ConcurrentHashMap<String, PacketCount> counts = new ConcurrentHashMap<>();

    public void count(String hubId, String deviceId, Exchanged exchanged) {
        counts.merge(
                deviceId,
                new PacketCount(hubId, deviceId, exchanged),
                (known, more) ->
                        new PacketCount(hubId, deviceId, known.exchanged().plus(more.exchanged())));
    }

    /** Hands out what was counted since it was last asked. */
    public List<PacketCount> take() {
        List<PacketCount> taken = new ArrayList<>();
        for (String deviceId : counts.keySet()) {
            PacketCount count = counts.remove(deviceId);
            if (count != null) {
                taken.add(count);
            }
        }
        return taken;
    }

    /** Takes back what could not be written down. */
    public void giveBack(Collection<PacketCount> taken) {
        taken.forEach(each -> count(each.hubId(), each.deviceId(), each.exchanged()));
    }
}
