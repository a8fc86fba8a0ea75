package org.axletree.mqtt.session.subscription;

import java.util.List;
import java.util.Optional;
import org.axletree.core.door.SessionRules;
import org.axletree.core.message.Qos;
import org.axletree.core.topic.SubscriptionFilter;
import org.axletree.mqtt.fanout.Grant;
import org.axletree.mqtt.store.StoredSubscription;
import org.axletree.mqtt.wire.SubscriptionRequest;

/** What a subscription grants, as it is asked for and as it is stored. */
final class Grants {
    private static final int QOS_BITS = 0x03;
    private static final int NO_LOCAL = 0x04;
    private static final int RETAIN_AS_PUBLISHED = 0x08;

    private Grants() {}

    static Grant of(SubscriptionRequest request, SessionRules rules) {
        return new Grant(
                request.qos().atMost(rules.maxGrantedQos()),
                request.noLocal() || !rules.hearsItself(),
                request.retainAsPublished(),
                identifiers(request.identifier()),
                share(request.filter()));
    }

    /** What is granted without having been asked for. */
    static Grant implicit(SessionRules rules) {
        return new Grant(Qos.AT_MOST_ONCE, !rules.hearsItself(), false, List.of());
    }

    static Grant of(SubscriptionFilter filter, StoredSubscription stored) {
        int options = stored.options();
        return new Grant(
                Qos.of(options & QOS_BITS),
                (options & NO_LOCAL) != 0,
                (options & RETAIN_AS_PUBLISHED) != 0,
                identifiers(stored.identifier()),
                share(filter));
    }

    private static List<Integer> identifiers(int identifier) {
        return identifier == 0 ? List.of() : List.of(identifier);
    }

    private static Optional<SubscriptionFilter> share(SubscriptionFilter filter) {
        return filter.isShared() ? Optional.of(filter) : Optional.empty();
    }

    /** @param fedUpTo the number of the last retained message that it still has to bring; 0 if it brings none */
    static StoredSubscription stored(SubscriptionFilter filter, Grant grant, long fedUpTo) {
        int options = grant.qos().level()
                | (grant.noLocal() ? NO_LOCAL : 0)
                | (grant.retainAsPublished() ? RETAIN_AS_PUBLISHED : 0);
        int identifier = grant.identifiers().isEmpty() ? 0 : grant.identifiers().get(0);
        return new StoredSubscription(filter.toString(), options, identifier, fedUpTo);
    }
}
