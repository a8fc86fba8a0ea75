package org.axletree.mqtt.session.subscription;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.axletree.core.door.Admission;
import org.axletree.core.door.SessionState;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.SubscriptionFilter;
import org.axletree.door.pressure.Footprint;
import org.axletree.mqtt.fanout.Grant;
import org.axletree.mqtt.fanout.HubTopics;
import org.axletree.mqtt.fanout.OutboundMessage;
import org.axletree.mqtt.fanout.Subscriber;
import org.axletree.mqtt.fanout.Subscription;
import org.axletree.mqtt.session.context.SessionContext;
import org.axletree.mqtt.session.delivery.Outbound;
import org.axletree.mqtt.store.StoredSubscription;
import org.axletree.mqtt.wire.SubscriptionRequest;
import org.axletree.mqtt.wire.SubscriptionRequest.RetainHandling;

/** What one session subscribed to. On its event loop, but for {@link #areSeveral}. */
public final class SessionSubscriptions {

    private final SessionContext context;
    private final Subscriber subscriber;
    private final HubTopics topics;
    private final Outbound outbound;
    private final RetainedFeed retained;
    private final Map<SubscriptionFilter, Subscription> subscriptions = new HashMap<>(2);
    /** Made for a session whose dialect has some: most have none. */
    private Optional<ImplicitSubscriptions> implicit = Optional.empty();

    private volatile boolean several;

    /**
     * @param subscriber the session, to the fan-out
     * @param outbound takes what its subscriptions bring
     */
    public SessionSubscriptions(SessionContext context, Subscriber subscriber, HubTopics topics, Outbound outbound) {
        this.context = context;
        this.subscriber = subscriber;
        this.topics = topics;
        this.outbound = outbound;
        this.retained = new RetainedFeed(context, outbound, this);
    }

    /** Whether several of them may match one topic. From any thread. */
    public boolean areSeveral() {
        return several;
    }

    /** SUBSCRIBE: grants all or nothing. */
    public void subscribe(List<SubscriptionRequest> requests, SubscribeAnswer answer) {
        Optional<Refusal> refusal = Refusal.of(requests, context.rights(), subscriptions.keySet())
                .or(() -> hasRoomFor(requests)
                        ? Optional.empty()
                        : Optional.of(new Refusal(
                                context.allowance().refusal(), requests.get(0).filter())));
        if (refusal.isPresent()) {
            context.notice(
                    refusal.get().reason(), "SUBSCRIBE", refusal.get().filter().toString());
            answer.refused(refusal.get().reason());
            return;
        }
        List<Qos> granted = new ArrayList<>(requests.size());
        for (SubscriptionRequest request : requests) {
            add(request);
            granted.add(request.qos().atMost(context.rights().rules().maxGrantedQos()));
        }
        context.whenStored(() -> {
            answer.granted(granted);
            retained.begin(requests);
        });
    }

    private boolean hasRoomFor(List<SubscriptionRequest> requests) {
        long needed = requests.stream()
                .map(SubscriptionRequest::filter)
                .filter(filter -> !subscriptions.containsKey(filter))
                .distinct()
                .mapToLong(SessionSubscriptions::footprint)
                .sum();
        if (needed > 0 && !context.share().take(needed)) {
            return false;
        }
        // Each takes its own when it is added.
        context.share().give(needed);
        return true;
    }

    private static int footprint(SubscriptionFilter filter) {
        return Footprint.subscription(filter.toString());
    }

    /** Begins a subscription, or changes the options of one, and feeds it the retained messages that it is to bring. */
    private void add(SubscriptionRequest request) {
        SubscriptionFilter filter = request.filter();
        Grant grant = Grants.of(request, context.rights().rules());
        boolean isNew = add(filter, grant);
        if (bringsRetained(request, isNew)) {
            // Who publishes from now on finds the subscription: the feed need not bring that.
            retained.add(filter, grant, context.loop().newId());
        }
        if (context.isLasting()) {
            context.changes().subscription(context.storeId(), Grants.stored(filter, grant, retained.openUpTo(filter)));
        }
    }

    /** MQTT-3.3.1-9 to MQTT-3.3.1-11; a share brings none (MQTT 5 section 4.8.2). */
    private static boolean bringsRetained(SubscriptionRequest request, boolean isNew) {
        return !request.filter().isShared()
                && (request.retainHandling() == RetainHandling.SEND
                        || request.retainHandling() == RetainHandling.SEND_IF_NEW && isNew);
    }

    private boolean add(SubscriptionFilter filter, Grant grant) {
        Subscription present = subscriptions.get(filter);
        if (present != null) {
            present.grant(grant);
            return false;
        }
        Subscription added = new Subscription(subscriber, filter, grant);
        context.share().takeAnyway(footprint(filter));
        subscriptions.put(filter, added);
        several = isSeveral();
        topics.subscribe(context.hubId(), added);
        return true;
    }

    /** The hub says something to it alone, which it gets if it subscribed to the topic. */
    public void hear(OutboundMessage message) {
        grantOf(message.topic().text()).ifPresent(grant -> outbound.deliver(message, grant));
    }

    /** What was subscribed to, by filter, for people who ask. */
    public List<SessionState.Heard> heard() {
        return subscriptions.values().stream()
                .map(each -> new SessionState.Heard(
                        each.filter().toString(), each.grant().qos()))
                .sorted(Comparator.comparing(SessionState.Heard::filter))
                .toList();
    }

    /** How it gets a message on a topic; empty if it does not. */
    public Optional<Grant> grantOf(String topic) {
        return Stream.concat(subscriptions.values().stream(), implicit.stream().flatMap(ImplicitSubscriptions::stream))
                .filter(each ->
                        !each.filter().isShared() && each.filter().filter().matches(topic))
                .map(Subscription::grant)
                .reduce(Grant::and);
    }

    /** A subscription that survived a restart. */
    public void restore(StoredSubscription stored) {
        SubscriptionFilter filter = SubscriptionFilter.of(stored.filter());
        Grant grant = Grants.of(filter, stored);
        add(filter, grant);
        if (stored.fedUpTo() != 0) {
            retained.restore(filter, grant, stored.fedUpTo());
        }
    }

    /** The subscription has brought all retained messages. */
    void fed(SubscriptionFilter filter) {
        Subscription present = subscriptions.get(filter);
        if (present != null) {
            context.changes().subscription(context.storeId(), Grants.stored(filter, present.grant(), 0));
        }
    }

    /**
     * UNSUBSCRIBE.
     *
     * @param answer is told, when the change survives a crash, which of the filters there had been
     */
    public void unsubscribe(List<SubscriptionFilter> filters, Consumer<List<Boolean>> answer) {
        List<Boolean> present = remove(filters);
        context.whenStored(() -> answer.accept(present));
    }

    private List<Boolean> remove(List<SubscriptionFilter> filters) {
        List<Boolean> present = new ArrayList<>(filters.size());
        for (SubscriptionFilter filter : filters) {
            Subscription removed = subscriptions.remove(filter);
            present.add(removed != null);
            if (removed != null) {
                forget(removed);
            }
        }
        several = isSeveral();
        return present;
    }

    private boolean isSeveral() {
        return subscriptions.size() + implicit.map(ImplicitSubscriptions::size).orElse(0) > 1;
    }

    /** Ends those that the rights no longer allow. */
    public void keepOnly(Admission.Admitted rights) {
        for (Iterator<Subscription> each = subscriptions.values().iterator(); each.hasNext(); ) {
            Subscription subscription = each.next();
            if (!rights.filters()
                    .subscribe()
                    .permitsSubscribe(subscription.filter().filter())) {
                each.remove();
                forget(subscription);
                context.notice(
                        Reason.TOPIC_UNAUTHORIZED,
                        "SUBSCRIBE",
                        subscription.filter().toString());
            }
        }
        if (context.attachment().isPresent()) {
            hearImplicitly();
        }
    }

    /** What the rights let it hear without being asked, and nothing else of that kind. */
    private void hearImplicitly() {
        endImplicit();
        int added = context.rights().rules().implicitSubscriptions().size();
        if (added > 0) {
            // Before it is found by any of them: other event loops ask.
            several = subscriptions.size() + added > 1;
            implicit = Optional.of(new ImplicitSubscriptions(context, subscriber, topics));
            implicit.get().begin();
            several = isSeveral();
        }
    }

    private void endImplicit() {
        if (implicit.isPresent()) {
            implicit.get().end();
            implicit = Optional.empty();
            several = isSeveral();
        }
    }

    private void forget(Subscription removed) {
        context.share().give(footprint(removed.filter()));
        topics.unsubscribe(context.hubId(), removed);
        retained.remove(removed.filter());
        if (context.isLasting()) {
            context.changes()
                    .forgetSubscription(context.storeId(), removed.filter().toString());
        }
    }

    /** The session ends. */
    public void clear() {
        subscriptions.values().forEach(each -> topics.unsubscribe(context.hubId(), each));
        subscriptions.clear();
        endImplicit();
        retained.clear();
    }

    // The retained messages that they bring.

    /** What need not be brought again by the subscription that was restored last. */
    public void restoreFed(long message) {
        retained.restoreFed(message);
    }

    /** There is a connection. */
    public void attach() {
        hearImplicitly();
        retained.attach();
    }

    /** The connection has gone. */
    public void detach() {
        endImplicit();
        retained.detach();
    }

    /** Brings more of them, if the client can take them. */
    public void feed() {
        retained.goOn();
    }
}
