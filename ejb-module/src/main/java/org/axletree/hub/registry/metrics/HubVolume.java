package org.axletree.hub.registry.metrics;

import java.util.Arrays;
import java.util.List;
import org.axletree.core.outcome.Reason;

/**
 * What passed through a hub in a time, or since it was started.
 *
 * @param received messages of devices
 * @param bytesReceived of their payloads
 * @param sent messages to devices, each counted for each device
 * @param bytesSent of their payloads
 * @param connected the most devices that were connected at once; this alone does not add up
 * @param dropped messages, by the reasons of {@link #DROPS} in their order
 */
public record HubVolume(
        long received, long bytesReceived, long sent, long bytesSent, long connected, List<Long> dropped) {
    /** Why messages are dropped, in the order in which they are kept: add at the end only. */
    public static final List<Reason> DROPS = List.of(
            Reason.TOPIC_UNAUTHORIZED, Reason.SUBSCRIBER_TOO_SLOW, Reason.STORAGE_EXCEEDED, Reason.PACKET_TOO_LARGE);

    static final int CONNECTED = 4;
    private static final int FIRST_DROP = 5;
    static final int COLUMNS = FIRST_DROP + 4;

    public HubVolume {
        dropped = List.copyOf(dropped);
        if (dropped.size() != DROPS.size()) {
            throw new IllegalArgumentException(
                    "dropped: " + dropped.size() + " (expected: " + DROPS.size() + ", one for each reason)");
        }
    }

    /** What came since: of a count that has begun anew, all of it. */
    public HubVolume since(HubVolume before) {
        long[] now = columns();
        long[] then = before.columns();
        for (int i = 0; i < now.length; i++) {
            now[i] = i == CONNECTED || now[i] < then[i] ? now[i] : now[i] - then[i];
        }
        return of(now);
    }

    boolean isNothing() {
        return Arrays.stream(columns()).allMatch(value -> value == 0);
    }

    long[] columns() {
        long[] columns = new long[COLUMNS];
        columns[0] = received;
        columns[1] = bytesReceived;
        columns[2] = sent;
        columns[3] = bytesSent;
        columns[CONNECTED] = connected;
        for (int i = 0; i < dropped.size(); i++) {
            columns[FIRST_DROP + i] = dropped.get(i);
        }
        return columns;
    }

    static HubVolume of(long[] columns) {
        return new HubVolume(
                columns[0],
                columns[1],
                columns[2],
                columns[3],
                columns[CONNECTED],
                Arrays.stream(columns, FIRST_DROP, COLUMNS).boxed().toList());
    }
}
