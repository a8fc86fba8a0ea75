package org.axletree.mqtt.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.axletree.core.topic.TopicTree;

/**
 * Who is interested in the topics that came lately: remembered until the tree changes, since most devices publish to a few
 * topics again and again. Each has its slot; it is remembered if it was looked up in vain twice, without another that is
 * remembered in the same slot being looked up in between, so that topics that come once cost nothing. Used on one event loop.
 */
final class KnownTopics {
    private static final int SLOTS = 1_024;
    /** With more of them, looking up is the smallest part of the work. */
    private static final int MOST_INTERESTS = 8;

    /** Stands for more than that: the tree is asked every time. */
    private static final Interest[] MANY = {};

    private static final int LONGEST_TOPIC = 512;

    private final Entry[] entries = new Entry[SLOTS];
    /** What was last looked up in vain. */
    private final int[] missed = new int[SLOTS];

    private final List<Interest> found = new ArrayList<>();

    private record Entry(TopicTree<Interest> tree, long version, String topic, Interest[] interests) {
        boolean isOf(TopicTree<Interest> other, String name) {
            return tree == other && topic.equals(name);
        }

        boolean isStale() {
            return version != tree.version();
        }

        void forEach(Consumer<Interest> action) {
            if (interests == MANY) {
                tree.forEachMatch(topic, action);
                return;
            }
            for (Interest interest : interests) {
                action.accept(interest);
            }
        }
    }

    /** Hands over every interest that the tree has in the topic. */
    void forEachMatch(TopicTree<Interest> tree, String topic, Consumer<Interest> action) {
        int hash = topic.hashCode() * 31 + System.identityHashCode(tree);
        int slot = (hash ^ hash >>> 16) & SLOTS - 1;
        Entry entry = entries[slot];
        boolean stale = entry != null && entry.isStale();
        if (entry != null && !stale && entry.isOf(tree, topic)) {
            missed[slot] = 0;
            entry.forEach(action);
        } else if (missed[slot] == hash && topic.length() <= LONGEST_TOPIC) {
            missed[slot] = 0;
            entries[slot] = lookUp(tree, topic);
            entries[slot].forEach(action);
        } else {
            missed[slot] = hash;
            if (stale) {
                // Whoever was in it may have gone.
                entries[slot] = null;
            }
            tree.forEachMatch(topic, action);
        }
    }

    private Entry lookUp(TopicTree<Interest> tree, String topic) {
        // Before looking up: what changes meanwhile makes it another one.
        long version = tree.version();
        tree.forEachMatch(topic, found::add);
        Interest[] interests = found.size() > MOST_INTERESTS ? MANY : found.toArray(Interest[]::new);
        found.clear();
        return new Entry(tree, version, topic, interests);
    }
}
