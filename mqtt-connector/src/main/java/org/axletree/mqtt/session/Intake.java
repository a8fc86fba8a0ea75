package org.axletree.mqtt.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.axletree.core.door.Screening;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.fanout.Fanout;
import org.axletree.mqtt.fanout.OutboundMessage;
import org.axletree.mqtt.loop.Loop;
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
    /** What the server says about itself, and nobody else. */
    private static final String OF_THE_SERVER = "$SYS/";

    private final Session session;
    private final Loop loop;
    /** From the first message that waits for its routes on; acknowledged in this order (MQTT-4.6.0-2). */
    private final Queue<InboundPublication> outstanding = new ArrayDeque<>(1);

    private final List<Watermark> holders = new ArrayList<>(0);
    /** Null before the first message: many devices only listen. */
    private PublishRate rate;

    private long outstandingBytes;
    private boolean backlogged;
    private final Receipts receipts;
    /** Made with the first request to the hub. */
    private Optional<Requests> requests = Optional.empty();

    Intake(Session session, Loop loop) {
        this.session = session;
        this.loop = loop;
        this.receipts = new Receipts(session);
    }

    Receipts receipts() {
        return receipts;
    }

    void publish(InboundPublication publication) {
        if (rate == null) {
            rate = new PublishRate(session.rights().limits().maxPublishesPerSecond(), loop.now());
        }
        if (rate.exhaustedBy()) {
            setReading(false);
            session.notice(Reason.PUBLISHING_TOO_FAST, "PUBLISH", publication.topic());
        }
        if (publication.packetId() != 0) {
            receipts.expect(publication);
        }
        session.tally().published(publication.payloadSize());
        loop.screening().add(publication);
    }

    /** It could not be passed on. */
    void lose(InboundPublication publication) {
        receipts.lose(publication);
        session.fail();
    }

    void screened(InboundPublication publication, Screening answer) {
        if (publication.isKnown()) {
            publication.state(InboundPublication.State.DROPPED);
            finishInTurn(publication);
            return;
        }
        if (publication.topic().startsWith(OF_THE_SERVER)) {
            publication.refuse(Reason.TOPIC_UNAUTHORIZED);
            session.notice(Reason.TOPIC_UNAUTHORIZED, "PUBLISH", publication.topic());
            finishInTurn(publication);
            return;
        }
        if (answer instanceof Screening.Routed routed) {
            publication.routed();
            publication.settleIn();
            wait(publication);
            holdIfHigh(loop.lanes().put(publication, routed.routes()));
            return;
        }
        if (answer instanceof Screening.Asked) {
            publication.settleIn();
            wait(publication);
            ask(publication);
            return;
        }
        if (answer instanceof Screening.Dropped dropped) {
            publication.refuse(dropped.reason());
            session.notice(dropped.reason(), "PUBLISH", publication.topic());
        } else {
            publication.state(InboundPublication.State.COMMITTED);
        }
        finishInTurn(publication);
    }

    private void ask(InboundPublication request) {
        if (requests.isEmpty()) {
            requests = Optional.of(new Requests(session, loop));
        }
        requests.get().add(request);
        settle();
    }

    private void finishInTurn(InboundPublication publication) {
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
            setReading(false);
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
            boolean stored = publication.state() == InboundPublication.State.COMMITTED && fanOut(publication);
            if (publication.answer().isPresent()) {
                answerTo(publication, publication.answer().get());
            }
            if (publication.packetId() != 0 && publication.state() != InboundPublication.State.LOST) {
                receipts.acknowledge(publication, stored);
            }
            if (stored) {
                holdIfHigh(loop.stored());
            }
            publication.finished();
        } finally {
            publication.release();
        }
    }

    /** Nobody but the connection that asked is told, and only if it subscribed to the topic. */
    private void answerTo(InboundPublication request, OutboundMessage answer) {
        if (request.attachment().isPresent()) {
            session.subscriptions().grantOf(answer.topic().text()).ifPresent(grant -> session.outbound()
                    .deliver(answer, grant));
        }
    }

    /** Answers whether it has to be committed. */
    private boolean fanOut(InboundPublication publication) {
        Fanout fanout = loop.fanout();
        fanout.fanOut(session.key().hubId(), publication.outbound(), session).ifPresent(this::holdIfHigh);
        fanout.refusal().ifPresent(reason -> {
            publication.refuse(reason);
            session.notice(reason, "PUBLISH", publication.topic());
        });
        if (!fanout.wasHeard()) {
            publication.unheard();
        }
        return fanout.wasStored();
    }

    private void holdIfHigh(Watermark watermark) {
        if (session.life().attachment().isEmpty() || !watermark.isHigh()) {
            return;
        }
        if (watermark.isFlooded()) {
            // So many senders at once that holding each of them back did not keep the memory bounded.
            session.life().attachment().get().connection().close(Reason.BUSY);
        } else if (!holders.contains(watermark)) {
            hold(watermark);
        }
    }

    @Override
    public void hold(Watermark by) {
        holders.add(by);
        setReading(false);
        by.hold(this);
    }

    /** Time has passed. */
    void refill(long now) {
        if (rate != null) {
            boolean waited = rate.isExhausted();
            if (rate.refill(session.rights().limits().maxPublishesPerSecond(), now) && waited) {
                readIfFree();
            }
        }
    }

    private void readIfFree() {
        if (!backlogged && holders.isEmpty() && (rate == null || !rate.isExhausted())) {
            setReading(true);
        }
    }

    private void setReading(boolean reading) {
        session.life().attachment().ifPresent(present -> present.connection().setReading(reading));
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

    /** There is a connection. It waits, too, for what the one before left behind. */
    void attach() {
        rate = null;
        if (backlogged) {
            setReading(false);
        }
    }

    /** The connection has gone: nobody is held any more; what waits for its routes goes on. */
    void detach() {
        holders.forEach(holder -> holder.forget(this));
        holders.clear();
    }
}
