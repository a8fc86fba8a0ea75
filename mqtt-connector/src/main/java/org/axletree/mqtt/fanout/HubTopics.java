package org.axletree.mqtt.fanout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.axletree.core.topic.SubscriptionFilter;
import org.axletree.core.topic.TopicTree;

/** The topic spaces of all hubs: a tree for each, so that no message of one hub can reach another. */
public final class HubTopics {
    private final Map<String, Space> spaces = new ConcurrentHashMap<>();

    /** The topics of one hub. Changed by one thread at a time. */
    private static final class Space {
        final TopicTree<Interest> tree = new TopicTree<>();
        final Map<SubscriptionFilter, SharedGroup> groups = new HashMap<>();

        void add(Subscription subscription) {
            SubscriptionFilter wanted = subscription.filter();
            if (!wanted.isShared()) {
                tree.add(wanted.filter(), subscription);
                return;
            }
            SharedGroup group = groups.computeIfAbsent(wanted, key -> new SharedGroup());
            group.add(subscription);
            tree.add(wanted.filter(), group);
        }

        void remove(Subscription subscription) {
            SubscriptionFilter wanted = subscription.filter();
            if (!wanted.isShared()) {
                tree.remove(wanted.filter(), subscription);
                return;
            }
            SharedGroup group = groups.get(wanted);
            if (group != null) {
                group.remove(subscription);
                if (group.isEmpty()) {
                    groups.remove(wanted);
                    tree.remove(wanted.filter(), group);
                }
            }
        }
    }

    public void subscribe(String hubId, Subscription subscription) {
        spaces.compute(hubId, (id, space) -> {
            Space present = space == null ? new Space() : space;
            present.add(subscription);
            return present;
        });
    }

    /** Ends a subscription; a hub's tree goes with its last. */
    public void unsubscribe(String hubId, Subscription subscription) {
        spaces.computeIfPresent(hubId, (id, space) -> {
            space.remove(subscription);
            return space.tree.size() == 0 ? null : space;
        });
    }

    /** One of those who share a filter; empty if nobody is left. */
    Optional<Subscription> next(String hubId, SubscriptionFilter share) {
        AtomicReference<Optional<Subscription>> next = new AtomicReference<>(Optional.empty());
        spaces.computeIfPresent(hubId, (id, space) -> {
            next.set(Optional.ofNullable(space.groups.get(share)).flatMap(SharedGroup::next));
            return space;
        });
        return next.get();
    }

    Optional<TopicTree<Interest>> of(String hubId) {
        Space space = spaces.get(hubId);
        return space == null ? Optional.empty() : Optional.of(space.tree);
    }

    /** Every subscription that a topic meets, those of a share included; nobody's turn is taken. From any thread. */
    public List<Subscription> meeting(String hubId, String topic) {
        List<Subscription> met = new ArrayList<>();
        of(hubId)
                .ifPresent(tree -> tree.forEachMatch(topic, interest -> {
                    if (interest instanceof Subscription subscription) {
                        met.add(subscription);
                    } else {
                        met.addAll(((SharedGroup) interest).members());
                    }
                }));
        return met;
    }

    /** How many filters a hub's sessions subscribed to; those who share one count as one. */
    public int count(String hubId) {
        return of(hubId).map(TopicTree::size).orElse(0);
    }

    /** How many hubs have subscriptions. */
    public int hubs() {
        return spaces.size();
    }
}
