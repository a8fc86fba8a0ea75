package org.axletree.mqtt.session.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.axletree.core.door.Admission;
import org.axletree.core.topic.SubscriptionFilter;
import org.axletree.core.topic.TopicFilter;
import org.axletree.mqtt.fanout.Grant;
import org.axletree.mqtt.fanout.HubTopics;
import org.axletree.mqtt.fanout.Subscriber;
import org.axletree.mqtt.fanout.Subscription;
import org.axletree.mqtt.session.context.SessionContext;

/**
 * What one session hears at QoS 0 without having subscribed, because its dialect says so; as long as it has a connection. Where
 * it subscribed to the same it gets one message, at the higher quality of service. On the session's event loop.
 */
final class ImplicitSubscriptions {
    private final SessionContext context;
    private final Subscriber subscriber;
    private final HubTopics topics;
    private List<Subscription> subscriptions = List.of();

    ImplicitSubscriptions(SessionContext context, Subscriber subscriber, HubTopics topics) {
        this.context = context;
        this.subscriber = subscriber;
        this.topics = topics;
    }

    /** Begins those that the session's rights permit. */
    void begin() {
        Admission.Admitted rights = context.rights();
        List<TopicFilter> filters = rights.rules().implicitSubscriptions();
        Grant grant = Grants.implicit(rights.rules());
        List<Subscription> begun = new ArrayList<>(filters.size());
        for (TopicFilter filter : filters) {
            if (rights.filters().subscribe().permitsSubscribe(filter)) {
                Subscription subscription =
                        new Subscription(subscriber, SubscriptionFilter.of(filter.toString()), grant);
                topics.subscribe(context.hubId(), subscription);
                begun.add(subscription);
            }
        }
        subscriptions = List.copyOf(begun);
    }

    /** Ends them all. */
    void end() {
        subscriptions.forEach(each -> topics.unsubscribe(context.hubId(), each));
        subscriptions = List.of();
    }

    int size() {
        return subscriptions.size();
    }

    Stream<Subscription> stream() {
        return subscriptions.stream();
    }
}
