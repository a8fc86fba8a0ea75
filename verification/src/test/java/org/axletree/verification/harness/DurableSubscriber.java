package org.axletree.verification.harness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Hears numbers at QoS 1 or 2 as the specification wants it, and goes on where it was when it is given another connection. */
public final class DurableSubscriber {
    private final int total;
    private final List<Integer> heard = Collections.synchronizedList(new ArrayList<>());
    private final Set<Integer> different = new HashSet<>();
    /** Packet identifiers of QoS 2 that the server has not released: what comes with one of them is no new message. */
    private final Set<Integer> held = new HashSet<>();

    public DurableSubscriber(int total) {
        this.total = total;
    }

    /** In the order they came, with what came twice at QoS 1. */
    public List<Integer> heard() {
        return heard;
    }

    /** Returns when every number was heard and nothing is left to release. */
    public void run(DurableLine line) {
        while (different.size() < total || !held.isEmpty()) {
            Packet packet = line.read();
            if (packet.type() == Packet.PUBREL) {
                held.remove(packet.packetId());
                line.send(Packet.ack(Packet.PUBCOMP, packet.packetId()));
            } else if (packet.qos() == 2) {
                if (held.add(packet.publishPacketId())) {
                    hear(packet);
                }
                line.send(Packet.ack(Packet.PUBREC, packet.publishPacketId()));
            } else {
                hear(packet);
                line.send(Packet.ack(Packet.PUBACK, packet.publishPacketId()));
            }
        }
    }

    private void hear(Packet packet) {
        int number = Integer.parseInt(packet.text());
        heard.add(number);
        different.add(number);
    }
}
