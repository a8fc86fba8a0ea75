package org.axletree.verification.harness;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Publishes {@code 0, 1, 2, …} at QoS 1 or 2, and goes on where it was when it is given another connection. */
public final class DurablePublisher {
    private static final int WINDOW = 50;

    private final String topic;
    private final int qos;
    private final int total;
    /** What is not acknowledged, by packet identifier, in the order of the first PUBLISH; released ones are QoS 2. */
    private final Map<Integer, Sent> unacknowledged = new LinkedHashMap<>();

    private int next;
    private volatile int acknowledged;

    private record Sent(int number, boolean released) {}

    public DurablePublisher(String topic, int qos, int total) {
        this.topic = topic;
        this.qos = qos;
        this.total = total;
    }

    public int acknowledged() {
        return acknowledged;
    }

    /** Returns when everything is acknowledged. */
    public void run(DurableLine line) {
        run(line, total);
    }

    /** Publishes no more than so many on this connection, all before included, and waits for its end. */
    public void run(DurableLine line, int most) {
        unacknowledged.forEach((id, sent) -> {
            if (sent.released()) {
                line.send(Packet.ack(Packet.PUBREL, id));
            } else {
                Packet first = publish(sent.number(), id);
                line.send(new Packet(Packet.PUBLISH, first.flags() | Packet.DUP, first.body()));
            }
        });
        while (acknowledged < total) {
            while (unacknowledged.size() < WINDOW && next < most) {
                int id = next % 65_535 + 1;
                unacknowledged.put(id, new Sent(next, false));
                line.send(publish(next, id));
                next++;
            }
            answered(line, line.read());
        }
    }

    private Packet publish(int number, int id) {
        return Packet.publish(topic, Integer.toString(number).getBytes(StandardCharsets.UTF_8), qos, id);
    }

    private void answered(DurableLine line, Packet packet) {
        int id = packet.packetId();
        if (packet.type() == Packet.PUBREC) {
            unacknowledged.computeIfPresent(id, (same, sent) -> new Sent(sent.number(), true));
            line.send(Packet.ack(Packet.PUBREL, id));
        } else if (unacknowledged.remove(id) == null) {
            throw new IllegalStateException(packet + ": nothing to acknowledge");
        } else {
            acknowledged++;
        }
    }
}
