package org.axletree.mqtt.session.intake;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.door.CommitInflow;
import org.axletree.core.door.Reply;
import org.axletree.core.outcome.Reason;
import org.axletree.door.lane.Inquiries;
import org.axletree.mqtt.loop.Loop;
import org.axletree.mqtt.session.context.SessionContext;

/**
 * What one device asked of the hub itself and was not answered yet. One request is with the hub at a time: they are carried out
 * in the order they came. On the session's event loop.
 */
final class HubRequests {
    private static final Logger LOG = Logger.getLogger(HubRequests.class.getName());
    private static final int MOST_WAITING = 100;

    private final Intake intake;
    private final SessionContext context;
    private final Loop loop;
    private final Queue<InboundPublication> waiting = new ArrayDeque<>(1);

    HubRequests(Intake intake) {
        this.intake = intake;
        this.context = intake.context();
        this.loop = context.loop();
    }

    /** The request is answered some time later, or is refused at once. */
    void add(InboundPublication request) {
        if (waiting.size() >= MOST_WAITING || !inquiries().enter(request.payloadSize())) {
            decline(request, Reason.BUSY);
            return;
        }
        waiting.add(request);
        if (waiting.size() == 1) {
            askNext();
        }
    }

    private Inquiries inquiries() {
        return loop.inquiries();
    }

    private void askNext() {
        for (InboundPublication head = waiting.peek(); head != null; head = waiting.peek()) {
            InboundPublication next = head;
            if (inquiries().offer(inflow -> ask(inflow, next))) {
                return;
            }
            decline(next, Reason.SHUTTING_DOWN);
            remove(next);
        }
    }

    /** On a thread of the hub's. */
    private void ask(CommitInflow inflow, InboundPublication request) {
        Optional<Reply> reply = reply(() -> inflow.answer(request));
        try {
            loop.eventLoop().execute(() -> {
                accept(request, reply);
                remove(request);
                askNext();
                intake.settle();
            });
        } catch (RejectedExecutionException e) {
            // The door has closed; the request stays unacknowledged.
            request.abandoned();
        }
    }

    private void decline(InboundPublication request, Reason reason) {
        accept(request, reply(() -> loop.inflow().screening().decline(request, reason)));
    }

    private static Optional<Reply> reply(Supplier<Reply> hub) {
        try {
            return Optional.of(hub.get());
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "A request to the hub failed", e);
            return Optional.empty();
        }
    }

    private void accept(InboundPublication request, Optional<Reply> reply) {
        if (reply.isPresent()) {
            request.outcome(
                    PublicationOutcome.answered(reply.get(), loop.clock().millis()));
            reply.get().refusal().ifPresent(reason -> context.notice(reason, "PUBLISH", request.topic()));
        } else {
            request.outcome(PublicationOutcome.LOST);
            intake.lose(request);
        }
    }

    private void remove(InboundPublication answered) {
        waiting.remove();
        inquiries().leave(answered.payloadSize());
    }
}
