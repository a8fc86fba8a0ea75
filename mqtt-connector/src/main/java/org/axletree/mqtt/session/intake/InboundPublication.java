package org.axletree.mqtt.session.intake;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.axletree.core.door.Admission;
import org.axletree.core.door.Reply;
import org.axletree.core.door.Screening;
import org.axletree.core.outcome.Reason;
import org.axletree.core.time.SteadyClock;
import org.axletree.mqtt.fanout.OutboundMessage;
import org.axletree.mqtt.inflow.LaneMessage;
import org.axletree.mqtt.loop.Screened;
import org.axletree.mqtt.session.attachment.Attachment;
import org.axletree.mqtt.wire.PublishReader;
import org.axletree.mqtt.wire.Will;

/** A message that a device published, and what became of it so far. */
final class InboundPublication extends BufferedMessage implements LaneMessage, Screened {
    private static final Runnable NOTHING = () -> {};

    private final Intake intake;
    private final Admission.Admitted sender;
    private final int packetId;
    private final boolean dup;
    private final Optional<Attachment> attachment;
    private final Runnable onFinished;

    private State state = State.WAITING;
    private boolean known;
    private boolean routed;
    private boolean unheard;
    private boolean done;
    private Optional<Reason> refusal = Optional.empty();
    private Optional<OutboundMessage> answer = Optional.empty();

    /** How far it has come. */
    enum State {
        /** Not screened, or not yet committed. */
        WAITING,
        /** To be fanned out and acknowledged as soon as it is its turn. */
        COMMITTED,
        /** To be acknowledged as soon as it is its turn, and nothing else. */
        DROPPED,
        /** The hub failed with it: nobody is told anything. */
        LOST
    }

    /**
     * @param publish what was just read
     * @param payload this takes over the caller's reference
     */
    InboundPublication(Intake intake, PublishReader publish, ByteBuf payload) {
        super(publish.topic(), publish.qos(), publish.retain(), publish.properties(), payload);
        this.intake = intake;
        this.sender = intake.context().rights();
        this.packetId = publish.packetId();
        this.dup = publish.dup();
        this.attachment = intake.context().attachment();
        this.onFinished = NOTHING;
    }

    /**
     * What a client left to be said: nobody is told that it was.
     *
     * @param onFinished runs in the turn in which its routes have it and it is written down for whoever is to have it later
     */
    InboundPublication(Intake intake, Will will, Runnable onFinished) {
        super(will.topic(), will.qos(), will.retain(), will.properties(), Unpooled.wrappedBuffer(will.payload()));
        this.intake = intake;
        this.sender = intake.context().rights();
        this.packetId = 0;
        this.dup = false;
        this.attachment = Optional.empty();
        this.onFinished = onFinished;
    }

    @Override
    public Admission.Admitted sender() {
        return sender;
    }

    @Override
    public boolean repeated() {
        return dup;
    }

    @Override
    public boolean will() {
        return onFinished != NOTHING;
    }

    /** 0 if it is not to be acknowledged. */
    int packetId() {
        return packetId;
    }

    /** The connection it came on, if that is still the session's. */
    Optional<Attachment> attachment() {
        return attachment.isPresent() && attachment.equals(intake.context().attachment())
                ? attachment
                : Optional.empty();
    }

    // Its way to the hub.

    @Override
    public void screened(Screening answer) {
        intake.screened(this, answer);
    }

    @Override
    public void lose() {
        intake.lose(this);
    }

    @Override
    public Executor home() {
        return intake.context().loop().eventLoop();
    }

    @Override
    public void committed() {
        state = State.COMMITTED;
        intake.settle();
    }

    @Override
    public void abandoned() {
        intake.abandon();
    }

    /** Nothing is left to do with it. */
    void finished() {
        onFinished.run();
    }

    /** The hub has finished with it. Answers whether that is new. */
    boolean countAsDone() {
        boolean isNew = !done;
        done = true;
        return isNew;
    }

    @Override
    SteadyClock clock() {
        return intake.context().loop().clock();
    }

    // What became of it.

    State state() {
        return state;
    }

    void state(State next) {
        state = next;
    }

    /** It is not passed on. */
    void refuse(Reason reason) {
        state = State.DROPPED;
        refusal = Optional.of(reason);
    }

    Optional<Reason> refusal() {
        return refusal;
    }

    /** It was a request to the hub, which is done with it. */
    void answered(Reply reply) {
        state = State.DROPPED;
        refusal = reply.refusal();
        answer = reply.message().map(message -> OutboundMessage.of(message, clock().millis()));
    }

    /** What the hub says to it, for the connection that it came on. */
    Optional<OutboundMessage> answer() {
        return answer;
    }

    /** It goes to the queues of routes. */
    void routed() {
        routed = true;
    }

    /** Nobody had subscribed to its topic. */
    void unheard() {
        unheard = true;
    }

    /** Whether nobody got it, neither a subscriber nor a route. */
    boolean isOfNoUse() {
        return unheard && !routed && !retain();
    }

    /** It has been received before (QoS 2), and is only to be acknowledged again. */
    void known() {
        known = true;
    }

    boolean isKnown() {
        return known;
    }
}
