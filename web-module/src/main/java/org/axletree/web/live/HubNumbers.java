package org.axletree.web.live;

import java.util.EnumMap;
import java.util.Map;
import org.axletree.core.door.Delivered;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.telemetry.HubTraffic;

/**
 * How a hub is doing, or several together.
 *
 * @param connected devices, now
 * @param devices of the registry; -1 if the hub is gone
 * @param messages that devices published since the start, and {@code bytes} of their payloads
 * @param sent messages to devices since then, and {@code bytesSent} of their payloads
 * @param dropped messages since then, by reason
 * @param waiting messages for routes, now
 * @param failing routes, now
 */
record HubNumbers(
        int connected,
        int devices,
        long messages,
        long bytes,
        long sent,
        long bytesSent,
        Map<Reason, Long> dropped,
        long waiting,
        int failing) {
    static final HubNumbers NOTHING = new HubNumbers(0, 0, 0, 0, 0, 0, Map.of(), 0, 0);

    static HubNumbers of(
            int connected, int devices, HubTraffic.Totals totals, Delivered delivered, long waiting, int failing) {
        return new HubNumbers(
                connected,
                devices,
                totals.messages(),
                totals.bytes(),
                delivered.messages(),
                delivered.bytes(),
                totals.dropped(),
                waiting,
                failing);
    }

    HubNumbers plus(HubNumbers more) {
        Map<Reason, Long> sums = new EnumMap<>(Reason.class);
        sums.putAll(dropped);
        more.dropped.forEach((reason, count) -> sums.merge(reason, count, Long::sum));
        return new HubNumbers(
                connected + more.connected,
                devices + Math.max(0, more.devices),
                messages + more.messages,
                bytes + more.bytes,
                sent + more.sent,
                bytesSent + more.bytesSent,
                sums,
                waiting + more.waiting,
                failing + more.failing);
    }
}
