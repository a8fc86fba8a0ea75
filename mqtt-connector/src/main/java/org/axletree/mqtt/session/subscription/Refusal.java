package org.axletree.mqtt.session.subscription;

import io.netty.buffer.ByteBufUtil;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axletree.core.door.Admission;
import org.axletree.core.limit.SessionLimits;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.SubscriptionFilter;
import org.axletree.core.topic.Topic;
import org.axletree.mqtt.wire.SubscriptionRequest;

/** Why a SUBSCRIBE is refused, and for which of its filters. */
record Refusal(Reason reason, SubscriptionFilter filter) {

    /**
     * By rights and limits (scaleway.md E3: one filter that is refused refuses them all).
     *
     * @param present what the session subscribed to before
     */
    static Optional<Refusal> of(
            List<SubscriptionRequest> requests, Admission.Admitted rights, Set<SubscriptionFilter> present) {
        Set<SubscriptionFilter> added = new HashSet<>();
        for (SubscriptionRequest request : requests) {
            Optional<Reason> reason = reason(request, rights);
            if (reason.isPresent()) {
                return Optional.of(new Refusal(reason.get(), request.filter()));
            }
            if (!present.contains(request.filter())) {
                added.add(request.filter());
            }
            if (present.size() + added.size() > maxSubscriptions(rights)) {
                return Optional.of(new Refusal(Reason.QUOTA_EXCEEDED, request.filter()));
            }
        }
        return Optional.empty();
    }

    private static int maxSubscriptions(Admission.Admitted rights) {
        return Math.min(rights.limits().maxSubscriptions(), rights.rules().maxSubscriptions());
    }

    private static Optional<Reason> reason(SubscriptionRequest request, Admission.Admitted rights) {
        SessionLimits limits = rights.limits();
        SubscriptionFilter wanted = request.filter();
        String text = wanted.filter().toString();
        if (!rights.filters().subscribe().permitsSubscribe(wanted.filter())) {
            return Optional.of(Reason.TOPIC_UNAUTHORIZED);
        }
        if (request.qos().compareTo(rights.plan().maxSubscribeQos()) > 0) {
            return Optional.of(Reason.PLAN_FORBIDS_SUBSCRIBE_QOS);
        }
        if (Topic.levels(text) > limits.maxTopicLevels() || ByteBufUtil.utf8Bytes(text) > limits.maxTopicBytes()) {
            return Optional.of(Reason.QUOTA_EXCEEDED);
        }
        return Optional.empty();
    }
}
