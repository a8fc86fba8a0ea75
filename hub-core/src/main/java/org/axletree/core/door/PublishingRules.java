package org.axletree.core.door;

import java.util.Optional;
import org.axletree.core.door.SessionRules.Retention;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;

/** What a device may publish by its limits, its hub's plan and its dialect; its filters have nothing to do with that. */
public final class PublishingRules {
    private PublishingRules() {}

    /** The largest payload, in bytes. */
    public static int maxPayloadBytes(Admission.Admitted rights) {
        return Math.min(rights.limits().maxPayloadBytes(), rights.rules().maxPayloadBytes());
    }

    /** Why a message of this quality of service is refused by the plan or the dialect; empty if it is not. */
    public static Optional<Reason> problemWithQos(Admission.Admitted rights, Qos qos) {
        if (qos.compareTo(rights.plan().maxPublishQos()) <= 0) {
            return qos.compareTo(rights.rules().maxPublishQos()) <= 0
                    ? Optional.empty()
                    : Optional.of(Reason.QOS_FORBIDDEN);
        }
        return Optional.of(
                qos == Qos.EXACTLY_ONCE ? Reason.PLAN_FORBIDS_PUBLISH_QOS_2 : Reason.PLAN_FORBIDS_PUBLISH_QOS_1);
    }

    /** Why a message that is to be retained is refused; empty if it is not. */
    public static Optional<Reason> problemWithRetain(Admission.Admitted rights) {
        if (!rights.plan().retain()) {
            return Optional.of(Reason.PLAN_FORBIDS_RETAIN);
        }
        return rights.rules().retain() == Retention.REFUSED ? Optional.of(Reason.RETAIN_FORBIDDEN) : Optional.empty();
    }

    /** Why a message of this size is refused; empty if it is not. */
    public static Optional<Reason> problemWithSize(
            Admission.Admitted rights, int payloadBytes, int topicBytes, int topicLevels) {
        if (payloadBytes > maxPayloadBytes(rights)) {
            return Optional.of(Reason.PAYLOAD_TOO_LARGE);
        }
        return topicBytes > rights.limits().maxTopicBytes()
                        || topicLevels > rights.limits().maxTopicLevels()
                ? Optional.of(Reason.INVALID_TOPIC)
                : Optional.empty();
    }
}
