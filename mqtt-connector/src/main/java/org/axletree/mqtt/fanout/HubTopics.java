package org.axletree.mqtt.fanout;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.axletree.core.topic.TopicTree;

/** The topic spaces of all hubs: a tree for each, so that no message of one hub can reach another. */
public final class HubTopics {
    private final Map<String, TopicTree<Subscription>> trees = new ConcurrentHashMap<>();

    public void subscribe(String hubId, Subscription subscription) {
        trees.compute(hubId, (id, tree) -> {
            TopicTree<Subscription> present = tree == null ? new TopicTree<>() : tree;
            present.add(subscription.filter(), subscription);
            return present;
        });
    }

    /** Ends a subscription; a hub's tree goes with its last. */
    public void unsubscribe(String hubId, Subscription subscription) {
        trees.computeIfPresent(hubId, (id, tree) -> {
            tree.remove(subscription.filter(), subscription);
            return tree.size() == 0 ? null : tree;
        });
    }

    Optional<TopicTree<Subscription>> of(String hubId) {
        return Optional.ofNullable(trees.get(hubId));
    }

    /** How many hubs have subscriptions. */
    public int hubs() {
        return trees.size();
    }
}
