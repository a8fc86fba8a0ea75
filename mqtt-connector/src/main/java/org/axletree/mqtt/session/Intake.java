package org.axletree.mqtt.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.axletree.core.door.Screening;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.pressure.Sender;
import org.axletree.mqtt.pressure.Watermark;

/**
 * What one session published and the hub has not finished with. Messages are fanned out and acknowledged in the order they
 * came; a sender who is too quick for what is behind the door is not read from for a while. On the session's event loop
 * only, but for what says otherwise.
 */
final class Intake implements Sender {
    /** What may wait behind a routed message of the session before nothing more is read. */
    private static final int MOST_OUTSTANDING = 4_000;

    private static final int MOST_OUTSTANDING_BYTES = 16 * 1024 * 1024;

    private final Session session;
    private final Loop loop;
    private final Outbox outbox;
    /** From the first message that waits for its routes on; acknowledged in this order (MQTT-4.6.0-2). */
    private final Queue<InboundPublication> outstanding = new ArrayDeque<>();

    private final List<Watermark> holders = new ArrayList<>(1);
    private long outstandingBytes;
    private boolean backlogged;
    private boolean ended;

    Intake(Session session, Loop loop, Outbox outbox) {
        this.session = session;
        this.loop = loop;
        this.outbox = outbox;
    }

    void screened(InboundPublication publication, Screening answer) {
        if (answer instanceof Screening.Routed routed) {
            publication.settleIn();
            wait(publication);
            holdIfHigh(loop.lanes().put(publication, routed.routes()));
            return;
        }
        if (answer instanceof Screening.Dropped dropped) {
            publication.state(InboundPublication.State.DROPPED);
            session.notice(dropped.reason(), "PUBLISH", publication.topic());
        } else {
            publication.state(InboundPublication.State.COMMITTED);
        }
        if (outstanding.isEmpty()) {
            finish(publication);
        } else {
            publication.settleIn();
            wait(publication);
        }
    }

    private void wait(InboundPublication publication) {
        outstanding.add(publication);
        outstandingBytes += publication.payloadSize();
        if (!backlogged && (outstanding.size() >= MOST_OUTSTANDING || outstandingBytes >= MOST_OUTSTANDING_BYTES)) {
            backlogged = true;
            session.connection().setReading(false);
        }
    }

    /** Fans out and acknowledges what has come to the head and is committed. */
    void settle() {
        InboundPublication head = outstanding.peek();
        while (head != null && head.state() != InboundPublication.State.WAITING) {
            outstanding.remove();
            outstandingBytes -= head.payloadSize();
            finish(head);
            head = outstanding.peek();
        }
        if (backlogged
                && outstanding.size() <= MOST_OUTSTANDING / 2
                && outstandingBytes <= MOST_OUTSTANDING_BYTES / 2) {
            backlogged = false;
            readIfFree();
        }
    }

    private void finish(InboundPublication publication) {
        try {
            if (publication.state() == InboundPublication.State.COMMITTED) {
                Optional<Watermark> crowded = loop.fanout()
                        .fanOut(
                                publication.sender().identity().hubId(),
                                publication.topicName(),
                                publication.qos(),
                                publication.buffer());
                crowded.ifPresent(this::holdIfHigh);
            }
            if (publication.packetId() != 0 && !ended) {
                outbox.sendPubAck(publication.packetId());
            }
        } finally {
            publication.release();
        }
    }

    private void holdIfHigh(Watermark watermark) {
        if (ended || !watermark.isHigh()) {
            return;
        }
        if (watermark.isFlooded()) {
            // So many senders at once that holding each of them back did not keep the memory bounded.
            session.connection().close(Reason.BUSY);
        } else if (!holders.contains(watermark)) {
            hold(watermark);
        }
    }

    @Override
    public void hold(Watermark by) {
        holders.add(by);
        session.connection().setReading(false);
        by.hold(this);
    }

    private void readIfFree() {
        if (!ended && !backlogged && holders.isEmpty()) {
            session.connection().setReading(true);
        }
    }

    /**
     * The door closes and the event loop has ended: lets go of what waits for its routes and of what waits behind it. From
     * any thread, any number of times.
     */
    synchronized void abandon() {
        outstanding.forEach(InboundPublication::release);
        outstanding.clear();
    }

    /** From any thread. */
    @Override
    public void letGo(Watermark by) {
        session.onLoop(() -> {
            holders.remove(by);
            readIfFree();
        });
    }

    /** The connection has ended: nobody is acknowledged or held any more; what waits for its routes goes on. */
    void end() {
        ended = true;
        holders.forEach(holder -> holder.forget(this));
        holders.clear();
    }
}
