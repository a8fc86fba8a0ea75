package org.axletree.mqtt.fanout;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.axletree.core.topic.TopicTree;

/**
 * Who is to get one message, and how: everybody once (MQTT-3.3.5-1), and one of each group that shares. Used again for every
 * message, so that a message without subscribers costs no memory.
 */
final class Matches {
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final List<Grant> grants = new ArrayList<>();
    private final List<SharedGroup> groups = new ArrayList<>(0);
    private final Map<Subscriber, Integer> seen = new IdentityHashMap<>();
    private final Consumer<Interest> collector = this::add;
    private final KnownTopics known = new KnownTopics();
    private Object publisher;
    private boolean overlaps;

    /** @param origin the publisher, to whom nothing goes that is not for itself (MQTT-3.8.3-3) */
    void find(TopicTree<Interest> tree, String topic, Object origin) {
        publisher = origin;
        known.forEachMatch(tree, topic, collector);
        if (overlaps && subscribers.size() > 1) {
            merge();
        }
        if (!groups.isEmpty()) {
            groups.forEach(group -> group.next().ifPresent(chosen -> {
                subscribers.add(chosen.subscriber());
                grants.add(chosen.grant());
            }));
            groups.clear();
        }
    }

    private void add(Interest interest) {
        if (interest instanceof Subscription subscription) {
            Subscriber subscriber = subscription.subscriber();
            Grant grant = subscription.grant();
            if (grant.noLocal() && subscriber == publisher) {
                return;
            }
            overlaps |= subscriber.hasSeveralSubscriptions();
            subscribers.add(subscriber);
            grants.add(grant);
        } else {
            groups.add((SharedGroup) interest);
        }
    }

    /** Leaves one entry for each subscriber that several of its filters found. */
    private void merge() {
        int kept = 0;
        for (int i = 0; i < subscribers.size(); i++) {
            Subscriber subscriber = subscribers.get(i);
            Integer before = seen.putIfAbsent(subscriber, kept);
            if (before == null) {
                subscribers.set(kept, subscriber);
                grants.set(kept, grants.get(i));
                kept++;
            } else {
                grants.set(before, grants.get(before).and(grants.get(i)));
            }
        }
        seen.clear();
        subscribers.subList(kept, subscribers.size()).clear();
        grants.subList(kept, grants.size()).clear();
    }

    int size() {
        return subscribers.size();
    }

    Subscriber subscriber(int index) {
        return subscribers.get(index);
    }

    Grant grant(int index) {
        return grants.get(index);
    }

    /** Whether a share brings the message to a subscriber that gets it already, by subscriptions of its own or by another share. */
    boolean isRepeated(int index) {
        return grants.get(index).share().isPresent()
                && subscribers.subList(0, index).contains(subscribers.get(index));
    }

    void remove(int index) {
        subscribers.remove(index);
        grants.remove(index);
    }

    void clear() {
        subscribers.clear();
        grants.clear();
        overlaps = false;
    }
}
