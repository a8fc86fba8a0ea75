package org.axletree.mqtt.session;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Queue;
import org.axletree.mqtt.fanout.OutboundMessage;

/**
 * The QoS 1 messages of one session: so many may be unacknowledged at once, so many more may wait, what comes on top is
 * dropped. A message that was sent is not kept: only a session that outlives its connection would send it again.
 */
final class OutboundWindow {
    /** What the waiting messages of a session may hold in memory; one message may always wait. */
    private static final int MOST_QUEUED_BYTES = 8 * 1024 * 1024;

    private final Outbox outbox;
    private final int mostInFlight;
    private final int mostQueued;
    /** Packet identifiers in use. The lowest free one is taken, so that the set stays as small as the window. */
    private final BitSet inFlight = new BitSet();

    private final Queue<OutboundMessage> queue = new ArrayDeque<>();
    private int inFlightCount;
    private long queuedBytes;

    OutboundWindow(Outbox outbox, int mostInFlight, int mostQueued) {
        this.outbox = outbox;
        this.mostInFlight = Math.min(mostInFlight, 65_535);
        this.mostQueued = mostQueued;
    }

    /** Answers false if the message was dropped. */
    boolean send(OutboundMessage message) {
        if (queue.isEmpty() && isOpen()) {
            transmit(message);
            return true;
        }
        boolean fits = queue.isEmpty() || queuedBytes + message.payloadSize() <= MOST_QUEUED_BYTES;
        if (queue.size() >= mostQueued || !fits) {
            return false;
        }
        queuedBytes += message.payloadSize();
        queue.add(message.keep());
        return true;
    }

    /** An acknowledgement of something that was never sent is ignored. */
    void acknowledged(int packetId) {
        if (inFlight.get(packetId)) {
            inFlight.clear(packetId);
            inFlightCount--;
            sendQueued();
        }
    }

    void sendQueued() {
        while (!queue.isEmpty() && isOpen()) {
            OutboundMessage message = queue.remove();
            queuedBytes -= message.payloadSize();
            transmit(message);
            message.release();
        }
    }

    void discard() {
        queue.forEach(OutboundMessage::release);
        queue.clear();
        queuedBytes = 0;
    }

    private boolean isOpen() {
        return inFlightCount < mostInFlight && outbox.isWritable();
    }

    private void transmit(OutboundMessage message) {
        int packetId = inFlight.nextClearBit(1);
        inFlight.set(packetId);
        inFlightCount++;
        outbox.sendPublish(message, packetId);
    }
}
