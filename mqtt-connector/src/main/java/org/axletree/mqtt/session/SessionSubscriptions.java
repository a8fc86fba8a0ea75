package org.axletree.mqtt.session;

import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axletree.core.door.Admission;
import org.axletree.core.limit.SessionLimits;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.SubscriptionFilter;
import org.axletree.core.topic.Topic;
import org.axletree.mqtt.fanout.Grant;
import org.axletree.mqtt.fanout.HubTopics;
import org.axletree.mqtt.fanout.Subscription;
import org.axletree.mqtt.store.StoredSubscription;
import org.axletree.mqtt.wire.SubscriptionRequest.RetainHandling;
import org.axletree.mqtt.wire.SubscriptionRequest;

/** What one session subscribed to. On its event loop, but for {@link #areSeveral}. */
final class SessionSubscriptions {
    private static final int QOS_BITS = 0x03;
    private static final int NO_LOCAL = 0x04;
    private static final int RETAIN_AS_PUBLISHED = 0x08;

    private final Session session;
    private final HubTopics topics;
    private final Map<SubscriptionFilter, Subscription> subscriptions = new HashMap<>(2);
    private volatile boolean several;

    /** Why a SUBSCRIBE is refused, and for which of its filters. */
    private record Refusal(Reason reason, SubscriptionFilter filter) {}

    SessionSubscriptions(Session session, HubTopics topics) {
        this.session = session;
        this.topics = topics;
    }

    /** Whether several of them may match one topic. From any thread. */
    boolean areSeveral() {
        return several;
    }

    /** SUBSCRIBE: grants all or nothing. */
    void subscribe(List<SubscriptionRequest> requests, SubscribeAnswer answer) {
        Optional<Refusal> refusal = refusal(requests, session.rights());
        if (refusal.isPresent()) {
            session.notice(
                    refusal.get().reason(), "SUBSCRIBE", refusal.get().filter().toString());
            answer.refused(refusal.get().reason());
            return;
        }
        List<Qos> granted = new ArrayList<>(requests.size());
        for (SubscriptionRequest request : requests) {
            add(request);
            granted.add(request.qos());
        }
        session.life().whenStored(() -> {
            answer.granted(granted);
            session.retained().begin(requests);
        });
    }

    /** Rights and limits (clouds.md E3: one filter that is refused refuses them all). */
    private Optional<Refusal> refusal(List<SubscriptionRequest> requests, Admission.Admitted rights) {
        SessionLimits limits = rights.limits();
        Set<SubscriptionFilter> added = new HashSet<>();
        for (SubscriptionRequest request : requests) {
            SubscriptionFilter wanted = request.filter();
            String text = wanted.filter().toString();
            if (!rights.filters().subscribe().permitsSubscribe(wanted.filter())) {
                return Optional.of(new Refusal(Reason.TOPIC_UNAUTHORIZED, wanted));
            }
            if (request.qos().compareTo(rights.plan().maxSubscribeQos()) > 0) {
                return Optional.of(new Refusal(Reason.PLAN_FORBIDS_SUBSCRIBE_QOS, wanted));
            }
            if (Topic.levels(text) > limits.maxTopicLevels() || ByteBufUtil.utf8Bytes(text) > limits.maxTopicBytes()) {
                return Optional.of(new Refusal(Reason.QUOTA_EXCEEDED, wanted));
            }
            if (!subscriptions.containsKey(wanted)) {
                added.add(wanted);
            }
            if (subscriptions.size() + added.size() > limits.maxSubscriptions()) {
                return Optional.of(new Refusal(Reason.QUOTA_EXCEEDED, wanted));
            }
        }
        return Optional.empty();
    }

    /** Begins a subscription, or changes the options of one, and feeds it the retained messages that it is to bring. */
    private void add(SubscriptionRequest request) {
        boolean isNew = add(request.filter(), grant(request));
        RetainedFeed feed = session.retained();
        if (bringsRetained(request, isNew)) {
            // Who publishes from now on finds the subscription: the feed need not bring that.
            feed.add(request.filter(), grant(request), session.loop().newId());
        }
        if (session.isLasting()) {
            session.journal()
                    .changes()
                    .subscription(
                            session.storeId(),
                            stored(request.filter(), grant(request), feed.openUpTo(request.filter())));
        }
    }

    /** MQTT-3.3.1-9 to MQTT-3.3.1-11; a share brings none (MQTT 5 section 4.8.2). */
    private static boolean bringsRetained(SubscriptionRequest request, boolean isNew) {
        return !request.filter().isShared()
                && (request.retainHandling() == RetainHandling.SEND
                        || request.retainHandling() == RetainHandling.SEND_IF_NEW && isNew);
    }

    private static Grant grant(SubscriptionRequest request) {
        List<Integer> identifiers = request.identifier() == 0 ? List.of() : List.of(request.identifier());
        return new Grant(
                request.qos(), request.noLocal(), request.retainAsPublished(), identifiers, share(request.filter()));
    }

    private static Optional<SubscriptionFilter> share(SubscriptionFilter filter) {
        return filter.isShared() ? Optional.of(filter) : Optional.empty();
    }

    private boolean add(SubscriptionFilter filter, Grant grant) {
        Subscription present = subscriptions.get(filter);
        if (present != null) {
            present.grant(grant);
            return false;
        }
        Subscription added = new Subscription(session, filter, grant);
        subscriptions.put(filter, added);
        several = subscriptions.size() > 1;
        topics.subscribe(session.key().hubId(), added);
        return true;
    }

    /** How the session gets what the hub says to it alone; empty if it did not subscribe to the topic. */
    Optional<Grant> grantOf(String topic) {
        return subscriptions.values().stream()
                .filter(each ->
                        !each.filter().isShared() && each.filter().filter().matches(topic))
                .map(Subscription::grant)
                .reduce(Grant::and);
    }

    /** A subscription that survived a restart. */
    void restore(StoredSubscription stored) {
        int options = stored.options();
        List<Integer> identifiers = stored.identifier() == 0 ? List.of() : List.of(stored.identifier());
        SubscriptionFilter filter = SubscriptionFilter.of(stored.filter());
        Grant grant = new Grant(
                Qos.of(options & QOS_BITS),
                (options & NO_LOCAL) != 0,
                (options & RETAIN_AS_PUBLISHED) != 0,
                identifiers,
                share(filter));
        add(filter, grant);
        if (stored.fedUpTo() != 0) {
            session.retained().restore(filter, grant, stored.fedUpTo());
        }
    }

    /** The subscription has brought all retained messages. */
    void fed(SubscriptionFilter filter) {
        Subscription present = subscriptions.get(filter);
        if (present != null) {
            session.journal().changes().subscription(session.storeId(), stored(filter, present.grant(), 0));
        }
    }

    private static StoredSubscription stored(SubscriptionFilter filter, Grant grant, long fedUpTo) {
        int options = grant.qos().level()
                | (grant.noLocal() ? NO_LOCAL : 0)
                | (grant.retainAsPublished() ? RETAIN_AS_PUBLISHED : 0);
        int identifier = grant.identifiers().isEmpty() ? 0 : grant.identifiers().get(0);
        return new StoredSubscription(filter.toString(), options, identifier, fedUpTo);
    }

    /** Answers which of them there had been. */
    List<Boolean> remove(List<SubscriptionFilter> filters) {
        List<Boolean> present = new ArrayList<>(filters.size());
        for (SubscriptionFilter filter : filters) {
            Subscription removed = subscriptions.remove(filter);
            present.add(removed != null);
            if (removed != null) {
                forget(removed);
            }
        }
        several = subscriptions.size() > 1;
        return present;
    }

    /** Ends those that the rights no longer allow. */
    void keepOnly(Admission.Admitted rights) {
        for (Iterator<Subscription> each = subscriptions.values().iterator(); each.hasNext(); ) {
            Subscription subscription = each.next();
            if (!rights.filters()
                    .subscribe()
                    .permitsSubscribe(subscription.filter().filter())) {
                each.remove();
                forget(subscription);
                session.notice(
                        Reason.TOPIC_UNAUTHORIZED,
                        "SUBSCRIBE",
                        subscription.filter().toString());
            }
        }
    }

    private void forget(Subscription removed) {
        topics.unsubscribe(session.key().hubId(), removed);
        session.retained().remove(removed.filter());
        if (session.isLasting()) {
            session.journal()
                    .changes()
                    .forgetSubscription(session.storeId(), removed.filter().toString());
        }
    }

    /** The session ends. */
    void clear() {
        subscriptions.values().forEach(each -> topics.unsubscribe(session.key().hubId(), each));
        subscriptions.clear();
    }
}
