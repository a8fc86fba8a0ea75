package org.axletree.mqtt.session.intake;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.axletree.core.door.Screening;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.Topic;
import org.axletree.door.pressure.Footprint;
import org.axletree.door.pressure.Share;
import org.axletree.mqtt.fanout.FanoutOutcome;
import org.axletree.mqtt.fanout.OutboundMessage;
import org.axletree.mqtt.fanout.Subscriber;
import org.axletree.mqtt.loop.Loop;
import org.axletree.mqtt.session.context.SessionContext;
import org.axletree.mqtt.session.subscription.SessionSubscriptions;
import org.axletree.mqtt.wire.PublishReader;
import org.axletree.mqtt.wire.Will;

/**
 * What one session published and the hub has not finished with. Messages are fanned out and acknowledged in the order they
 * came. On the session's event loop only, but for what says otherwise.
 */
public final class Intake {
    /** What may wait behind a routed message of the session before nothing more is read. */
    private static final int MOST_OUTSTANDING = 4_000;

    private static final int MOST_OUTSTANDING_BYTES = 16 * 1024 * 1024;
    private final SessionContext context;
    private final Loop loop;
    private final Subscriber subscriber;
    private final SessionSubscriptions subscriptions;
    /** From the first message that waits for its routes on; acknowledged in this order (MQTT-4.6.0-2). */
    private final Queue<InboundPublication> outstanding = new ArrayDeque<>(1);

    private long outstandingBytes;
    /** Of the hub's allowance, for what is outstanding. */
    private final Share share;

    private final BackPressure backPressure;
    private final PublishAcknowledger acknowledger;
    /** Made with the first request to the hub. */
    private Optional<HubRequests> requests = Optional.empty();
    /** What waits for those whose place the session took; made with the first of them. */
    private Optional<PublishBarriers> barriers = Optional.empty();

    /** How many messages came, and how many of them the hub has finished with. */
    private long entered;

    private long finished;
    private final Queue<Awaiting> awaiting = new ArrayDeque<>(0);

    /** Somebody who waits until so many messages are finished. */
    private record Awaiting(long finished, Runnable action) {}

    /**
     * @param subscriber the session, to the fan-out
     * @param subscriptions hears what the hub answers to a request
     */
    public Intake(SessionContext context, Subscriber subscriber, SessionSubscriptions subscriptions) {
        this.context = context;
        this.loop = context.loop();
        this.share = new Share(context.allowance());
        this.subscriber = subscriber;
        this.subscriptions = subscriptions;
        this.backPressure = new BackPressure(context);
        this.acknowledger = new PublishAcknowledger(context);
    }

    /**
     * PUBLISH, in the order of arrival.
     *
     * @param payload this takes over the caller's reference
     */
    public void publish(PublishReader publish, ByteBuf payload) {
        InboundPublication publication = new ReceivedPublication(this, publish, payload);
        backPressure.published(publication);
        if (publication.packetId() != 0) {
            acknowledger.expect(publication);
        }
        context.tally().published(publication.payloadSize());
        enter(publication);
    }

    /**
     * Publishes what a client left to be said.
     *
     * @param said runs when it may be forgotten
     */
    public void say(Will will, Runnable said) {
        enter(new WillPublication(this, will, said));
    }

    private void enter(InboundPublication publication) {
        entered++;
        if (barriers.isEmpty() || !barriers.get().isClosed()) {
            loop.screening().add(publication);
            return;
        }
        publication.settleIn();
        barriers.get().add(publication);
        if (!share.take(footprint(publication))) {
            share.takeAnyway(footprint(publication));
            backPressure.backlogged();
        }
        slowDown();
    }

    /**
     * Holds back what is published from now on.
     *
     * @param predecessors how many have to finish first
     * @return to be run for each of them that has
     */
    public Runnable awaitPredecessors(int predecessors) {
        if (barriers.isEmpty()) {
            barriers = Optional.of(new PublishBarriers(this::goOn));
        }
        return barriers.get().close(predecessors);
    }

    private void goOn(InboundPublication held) {
        share.give(footprint(held));
        loop.screening().add(held);
    }

    /** The session has ended: what it has outstanding needs its room until it is finished, and no longer. */
    public void end() {
        share.close();
    }

    /** Something will be said that the hub is to finish with, but nobody knows yet with which rights: a will, after a restart. */
    public void announce() {
        entered++;
    }

    /** What was announced has been said, or will not be. */
    public void announced() {
        finished++;
        tellAwaiting();
    }

    /** Whether the hub has finished with all that was published. */
    public boolean isFinished() {
        return finished == entered;
    }

    /** Runs it when the hub has finished with all that was published so far, be it now. */
    public void whenFinished(Runnable action) {
        awaiting.add(new Awaiting(entered, action));
        tellAwaiting();
    }

    private void tellAwaiting() {
        while (!awaiting.isEmpty() && awaiting.peek().finished() <= finished) {
            awaiting.remove().action().run();
        }
    }

    /** PUBREL. */
    public void released(int packetId) {
        acknowledger.released(packetId);
    }

    /** A QoS 2 message that was received before a restart. */
    public void restore(int packetId) {
        acknowledger.restore(packetId);
    }

    SessionContext context() {
        return context;
    }

    /** It could not be passed on. */
    void lose(InboundPublication publication) {
        acknowledger.lose(publication);
        context.fail();
        if (outstanding.contains(publication)) {
            publication.outcome(PublicationOutcome.LOST);
            settle();
        } else {
            done(publication);
        }
    }

    void screened(InboundPublication publication, Screening answer) {
        if (publication.isCutOff()) {
            lapse(publication);
            return;
        }
        if (publication.isRepeated()) {
            finishInTurn(publication);
            return;
        }
        if (answer instanceof Screening.Rewritten rewritten) {
            publication.rewrite(rewritten.canonical());
            pass(publication, rewritten.then());
        } else {
            pass(publication, answer);
        }
    }

    private void pass(InboundPublication publication, Screening answer) {
        if (Topic.isOfTheServer(publication.topic())) {
            refuse(publication, Reason.TOPIC_UNAUTHORIZED);
            finishInTurn(publication);
            return;
        }
        if (answer instanceof Screening.Routed routed) {
            publication.routed();
            publication.settleIn();
            wait(publication);
            backPressure.holdIfHigh(loop.lanes().put(publication, routed.routes()));
            return;
        }
        if (answer instanceof Screening.Asked) {
            publication.settleIn();
            wait(publication);
            ask(publication);
            return;
        }
        if (answer instanceof Screening.Dropped dropped) {
            refuse(publication, dropped.reason());
            if (dropped.cut()) {
                cut(publication, dropped.reason());
                return;
            }
        } else {
            publication.outcome(PublicationOutcome.COMMITTED);
        }
        finishInTurn(publication);
    }

    private void refuse(InboundPublication publication, Reason reason) {
        publication.outcome(PublicationOutcome.refused(reason));
        context.notice(reason, "PUBLISH", publication.topic());
    }

    /** It ends its connection, and nothing comes of what follows it there. */
    private void cut(InboundPublication publication, Reason reason) {
        publication.attachment().ifPresent(present -> {
            present.cut();
            present.connection().close(reason);
        });
        lapse(publication);
    }

    /** Nothing comes of it, and nobody is told. */
    private void lapse(InboundPublication publication) {
        acknowledger.lose(publication);
        publication.outcome(PublicationOutcome.LOST);
        finishInTurn(publication);
    }

    private void ask(InboundPublication request) {
        if (requests.isEmpty()) {
            requests = Optional.of(new HubRequests(this));
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
        // The first of a session finds room in any case: who has nothing outstanding is not made to wait for others.
        if (outstanding.size() == 1) {
            share.takeAnyway(footprint(publication));
        } else if (!share.take(footprint(publication))) {
            share.takeAnyway(footprint(publication));
            backPressure.backlogged();
        }
        slowDown();
    }

    private static int footprint(InboundPublication publication) {
        return Footprint.MESSAGE + 2 * publication.topic().length() + publication.payloadSize();
    }

    private void slowDown() {
        if (!backPressure.isBacklogged()
                && (waitingMessages() >= MOST_OUTSTANDING || waitingBytes() >= MOST_OUTSTANDING_BYTES)) {
            backPressure.backlogged();
        }
    }

    private int waitingMessages() {
        return outstanding.size() + barriers.map(PublishBarriers::messages).orElse(0);
    }

    private long waitingBytes() {
        return outstandingBytes + barriers.map(PublishBarriers::bytes).orElse(0L);
    }

    /** Fans out and acknowledges what has come to the head and is committed. */
    void settle() {
        InboundPublication head = outstanding.peek();
        while (head != null && head.outcome().isSettled()) {
            outstanding.remove();
            outstandingBytes -= head.payloadSize();
            share.give(footprint(head));
            finish(head);
            head = outstanding.peek();
        }
        speedUp();
    }

    private void speedUp() {
        if (backPressure.isBacklogged()
                && waitingMessages() <= MOST_OUTSTANDING / 2
                && waitingBytes() <= MOST_OUTSTANDING_BYTES / 2) {
            backPressure.caughtUp();
        }
    }

    private void finish(InboundPublication publication) {
        try {
            boolean stored = publication.outcome().isCommitted() && fanOut(publication);
            PublicationOutcome outcome = publication.outcome();
            if (outcome.answer().isPresent()) {
                answerTo(publication, outcome.answer().get());
            }
            if (publication.packetId() != 0 && outcome.isAcknowledged()) {
                acknowledger.acknowledge(publication, stored);
            }
            if (stored) {
                backPressure.holdIfHigh(loop.stored());
            }
            publication.finished();
        } finally {
            publication.release();
            done(publication);
        }
    }

    private void done(InboundPublication publication) {
        if (publication.countAsDone()) {
            finished++;
            if (!awaiting.isEmpty()) {
                tellAwaiting();
            }
            if (backPressure.isBacklogged()) {
                speedUp();
            }
        }
    }

    /** Nobody but the connection that asked is told, and only if it subscribed to the topic. */
    private void answerTo(InboundPublication request, OutboundMessage answer) {
        if (request.attachment().isPresent()) {
            subscriptions.hear(answer);
        }
    }

    /** Answers whether it has to be committed. */
    private boolean fanOut(InboundPublication publication) {
        FanoutOutcome outcome =
                loop.fanout().fanOut(context.hubId(), publication.outbound(publication.isRetained()), subscriber);
        outcome.crowded().ifPresent(backPressure::holdIfHigh);
        outcome.refusal().ifPresent(reason -> refuse(publication, reason));
        if (!outcome.heard()) {
            publication.unheard();
        }
        return outcome.stored();
    }

    /**
     * The door closes and the event loop has ended: lets go of what waits for its routes and of what waits behind it. From
     * any thread, any number of times.
     */
    public synchronized void abandon() {
        outstanding.forEach(InboundPublication::release);
        outstanding.clear();
        barriers.ifPresent(PublishBarriers::abandon);
    }

    /** There is a connection. */
    public void attach() {
        backPressure.attach();
    }

    /** The connection has gone. What waits for its routes goes on. */
    public void detach() {
        backPressure.detach();
    }

    /** Time has passed. */
    public void refill(long now) {
        backPressure.refill(now);
    }
}
