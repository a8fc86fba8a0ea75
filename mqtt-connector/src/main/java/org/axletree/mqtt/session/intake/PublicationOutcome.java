package org.axletree.mqtt.session.intake;

import java.util.Optional;
import org.axletree.core.door.Reply;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.fanout.OutboundMessage;

/** What has become of one published message so far. Most need none of their own. */
final class PublicationOutcome {
    /** Not screened, or not yet committed. */
    static final PublicationOutcome WAITING = new PublicationOutcome(Stage.WAITING);

    /** To be fanned out and acknowledged as soon as it is its turn. */
    static final PublicationOutcome COMMITTED = new PublicationOutcome(Stage.COMMITTED);

    /** It has been received before (QoS 2), and is only to be acknowledged again. */
    static final PublicationOutcome REPEATED = new PublicationOutcome(Stage.DROPPED);

    /** The hub failed with it, or it ends its connection: nobody is told anything. */
    static final PublicationOutcome LOST = new PublicationOutcome(Stage.LOST);

    private final Stage stage;
    private final Optional<Reason> refusal;
    private final Optional<OutboundMessage> answer;

    private enum Stage {
        WAITING,
        COMMITTED,
        DROPPED,
        LOST
    }

    private PublicationOutcome(Stage stage) {
        this(stage, Optional.empty(), Optional.empty());
    }

    private PublicationOutcome(Stage stage, Optional<Reason> refusal, Optional<OutboundMessage> answer) {
        this.stage = stage;
        this.refusal = refusal;
        this.answer = answer;
    }

    /** It is not passed on. */
    static PublicationOutcome refused(Reason reason) {
        return new PublicationOutcome(Stage.DROPPED, Optional.of(reason), Optional.empty());
    }

    /** It was a request to the hub, which is done with it. @param now by the clock of the event loop */
    static PublicationOutcome answered(Reply reply, long now) {
        return new PublicationOutcome(
                Stage.DROPPED, reply.refusal(), reply.message().map(message -> OutboundMessage.of(message, now)));
    }

    /** Whether nothing has to be waited for any more. */
    boolean isSettled() {
        return stage != Stage.WAITING;
    }

    /** Whether it is to be fanned out. */
    boolean isCommitted() {
        return stage == Stage.COMMITTED;
    }

    /** Whether its sender is told of it. */
    boolean isAcknowledged() {
        return stage != Stage.LOST;
    }

    /** Why it is not passed on, if so. */
    Optional<Reason> refusal() {
        return refusal;
    }

    /** What the hub says to it, for the connection that it came on. */
    Optional<OutboundMessage> answer() {
        return answer;
    }
}
