package org.axletree.mqtt.conformance;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Publishes {@code 0, 1, 2, …} at QoS 1 or 2, and goes on where it was when it is given another connection. */
final class Courier {
    private static final int WINDOW = 50;

    private final Version version;
    private final int qos;
    private final int total;
    /** What is not acknowledged, by packet identifier, in the order of the first PUBLISH. */
    private final Map<Integer, Sent> unacknowledged = new LinkedHashMap<>();

    private int next;
    private volatile int acknowledged;

    /** @param received PUBREC came */
    private record Sent(int number, boolean received) {}

    Courier(Version version, int qos, int total) {
        this.version = version;
        this.qos = qos;
        this.total = total;
    }

    int acknowledged() {
        return acknowledged;
    }

    /**
     * Returns when everything is acknowledged.
     *
     * @param most how many to begin with on this connection, all before included: if it is not all, this does not return
     */
    void run(Peer peer, int most) throws IOException {
        for (Map.Entry<Integer, Sent> open : unacknowledged.entrySet()) {
            peer.send(
                    open.getValue().received()
                            ? Packets.ack(Packets.PUBREL, open.getKey())
                            : publish(
                                    Packets.DUP, open.getKey(), open.getValue().number()));
        }
        while (acknowledged < total) {
            while (unacknowledged.size() < WINDOW && next < most) {
                int id = next % 65_535 + 1;
                unacknowledged.put(id, new Sent(next, false));
                peer.send(publish(0, id, next));
                next++;
            }
            Heard answer = peer.next();
            if (answer.type == Packets.PUBREC) {
                unacknowledged.computeIfPresent(answer.packetId, (id, sent) -> new Sent(sent.number(), true));
                peer.send(Packets.ack(Packets.PUBREL, answer.packetId));
            } else if (unacknowledged.remove(answer.packetId) == null) {
                throw new AssertionError(answer + " acknowledges nothing");
            } else {
                acknowledged++;
            }
        }
    }

    private byte[] publish(int flags, int id, int number) {
        return Packets.publish(version, flags, qos, id, "traffic/" + qos, Integer.toString(number));
    }
}
