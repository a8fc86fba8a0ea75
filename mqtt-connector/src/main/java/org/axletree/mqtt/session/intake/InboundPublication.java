package org.axletree.mqtt.session.intake;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.axletree.core.door.Admission;
import org.axletree.core.door.Screening;
import org.axletree.core.door.SessionRules.Retention;
import org.axletree.core.message.Qos;
import org.axletree.core.time.SteadyClock;
import org.axletree.door.lane.LaneMessage;
import org.axletree.mqtt.loop.Screened;
import org.axletree.mqtt.session.attachment.Attachment;
import org.axletree.mqtt.wire.RawProperties;
import org.axletree.mqtt.wire.TopicName;

/**
 * A message of a session on its way through the hub: screened, committed or not, finished. Who waits for it is told by its
 * {@link Intake}.
 */
abstract class InboundPublication extends BufferedMessage implements LaneMessage, Screened {
    private final Intake intake;
    private final Admission.Admitted sender;
    private PublicationOutcome outcome = PublicationOutcome.WAITING;
    private boolean routed;
    private boolean unheard;
    private boolean done;

    /** @param payload this takes over the caller's reference */
    InboundPublication(
            Intake intake, TopicName topic, Qos qos, boolean retain, RawProperties properties, ByteBuf payload) {
        super(topic, qos, retain, properties, payload);
        this.intake = intake;
        this.sender = intake.context().rights();
    }

    @Override
    public final Admission.Admitted sender() {
        return sender;
    }

    /** 0 if it is not to be acknowledged. */
    abstract int packetId();

    /** The connection it came on, if that is still the session's. */
    abstract Optional<Attachment> attachment();

    /** Whether its connection was ended by what it said before: nothing comes of this. */
    abstract boolean isCutOff();

    /** Nothing is left to do with it. */
    abstract void finished();

    final Intake intake() {
        return intake;
    }

    // Its way to the hub and back.

    @Override
    public final void screened(Screening answer) {
        intake.screened(this, answer);
    }

    @Override
    public final void lose() {
        intake.lose(this);
    }

    @Override
    public final Executor home() {
        return intake.context().loop().eventLoop();
    }

    @Override
    public final void committed() {
        outcome = PublicationOutcome.COMMITTED;
        intake.settle();
    }

    @Override
    public final void abandoned() {
        intake.abandon();
    }

    @Override
    final SteadyClock clock() {
        return intake.context().loop().clock();
    }

    // What became of it.

    final PublicationOutcome outcome() {
        return outcome;
    }

    final void outcome(PublicationOutcome next) {
        outcome = next;
    }

    final boolean isRepeated() {
        return outcome == PublicationOutcome.REPEATED;
    }

    /** Whether it is to be retained: that the device says so is not enough in every dialect. */
    final boolean isRetained() {
        return retain() && sender.rules().retain() == Retention.KEPT;
    }

    /** It goes to the queues of routes. */
    final void routed() {
        routed = true;
    }

    /** Nobody had subscribed to its topic. */
    final void unheard() {
        unheard = true;
    }

    /** Whether nobody got it, neither a subscriber nor a route. */
    final boolean isOfNoUse() {
        return unheard && !routed && !isRetained();
    }

    /** The hub has finished with it. Answers whether that is new. */
    final boolean countAsDone() {
        boolean isNew = !done;
        done = true;
        return isNew;
    }
}
