package org.axletree.mqtt.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Hears numbers at QoS 1 or 2 as the specification wants it, and goes on where it was when it is given another connection. */
final class Audience {
    private final int total;
    /** In the order they came, with what came twice at QoS 1. */
    final List<Integer> heard = new ArrayList<>();

    private final Set<Integer> different = new HashSet<>();
    /** Packet identifiers of QoS 2 that the server has not released: what comes with one of them is no new message. */
    private final Set<Integer> held = new HashSet<>();

    Audience(int total) {
        this.total = total;
    }

    /** Returns when every number was heard and nothing is left to release. */
    void run(Peer peer) throws IOException {
        run(peer, total);
    }

    /** Returns when so many different numbers were heard and nothing is left to release. */
    void run(Peer peer, int enough) throws IOException {
        while (different.size() < enough || !held.isEmpty()) {
            Heard packet = peer.next();
            if (packet.type == Packets.PUBREL) {
                held.remove(packet.packetId);
                peer.send(Packets.ack(Packets.PUBCOMP, packet.packetId));
            } else if (packet.qos() == 2) {
                if (held.add(packet.packetId)) {
                    hear(packet);
                }
                peer.send(Packets.ack(Packets.PUBREC, packet.packetId));
            } else {
                hear(packet);
                peer.send(Packets.ack(Packets.PUBACK, packet.packetId));
            }
        }
    }

    private void hear(Heard packet) {
        int number = Integer.parseInt(packet.payload);
        heard.add(number);
        different.add(number);
    }
}
