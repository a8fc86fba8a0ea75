package org.axletree.mqtt.retained;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.axletree.core.topic.TopicFilter;
import org.axletree.mqtt.store.StoredMessage;

/**
 * The retained messages of one hub by the levels of their topics. Whoever reads takes no lock; a new message on a topic that
 * has one excludes only others on the same topic; new and ended topics exclude one another.
 */
final class RetainedTree {
    private static final Optional<StoredMessage> NOTHING = Optional.empty();

    private final Node root = new Node();
    private final AtomicInteger size = new AtomicInteger();

    /** One level of a topic. Message and life are changed under its monitor, children under the tree's as well. */
    static final class Node {
        private volatile Optional<StoredMessage> message = NOTHING;
        private volatile Map<String, Node> children = Map.of();
        private boolean gone;

        Optional<StoredMessage> message() {
            return message;
        }

        Optional<Node> child(String level) {
            return Optional.ofNullable(children.get(level));
        }

        Iterator<Map.Entry<String, Node>> children() {
            return children.entrySet().iterator();
        }

        private Node childOrNew(String level) {
            if (children.isEmpty()) {
                children = new ConcurrentHashMap<>(2);
            }
            return children.computeIfAbsent(level, key -> new Node());
        }
    }

    /** How many messages there are. */
    int size() {
        return size.get();
    }

    /** Puts a message in the place of the one on its topic, which is answered. */
    Optional<StoredMessage> put(StoredMessage message) {
        Optional<Node> present = find(message.topic());
        if (present.isPresent()) {
            Node node = present.get();
            synchronized (node) {
                if (!node.gone) {
                    return set(node, Optional.of(message));
                }
            }
        }
        synchronized (this) {
            Node node = root;
            for (String level : levels(message.topic())) {
                synchronized (node) {
                    node = node.childOrNew(level);
                }
            }
            synchronized (node) {
                return set(node, Optional.of(message));
            }
        }
    }

    private Optional<StoredMessage> set(Node node, Optional<StoredMessage> next) {
        Optional<StoredMessage> before = node.message;
        node.message = next;
        size.addAndGet((next.isPresent() ? 1 : 0) - (before.isPresent() ? 1 : 0));
        return before;
    }

    /** Removes the message of a topic, which is answered. */
    Optional<StoredMessage> remove(String topic) {
        return find(topic).isEmpty() ? NOTHING : remove(topic, message -> true);
    }

    /** Removes this very message, unless another one is on its topic by now. Answers whether it was there. */
    boolean remove(StoredMessage message) {
        return remove(message.topic(), present -> present == message).isPresent();
    }

    private synchronized Optional<StoredMessage> remove(String topic, Predicate<StoredMessage> which) {
        String[] levels = levels(topic);
        Node[] path = new Node[levels.length + 1];
        path[0] = root;
        for (int i = 0; i < levels.length; i++) {
            Optional<Node> child = path[i].child(levels[i]);
            if (child.isEmpty()) {
                return NOTHING;
            }
            path[i + 1] = child.get();
        }
        Node last = path[levels.length];
        Optional<StoredMessage> removed;
        synchronized (last) {
            if (last.message.filter(which).isEmpty()) {
                return NOTHING;
            }
            removed = set(last, NOTHING);
        }
        for (int i = levels.length; i > 0 && endIfEmpty(path[i]); i--) {
            path[i - 1].children.remove(levels[i - 1]);
        }
        return removed;
    }

    private static boolean endIfEmpty(Node node) {
        synchronized (node) {
            node.gone = node.message.isEmpty() && node.children.isEmpty();
            return node.gone;
        }
    }

    Optional<StoredMessage> get(String topic) {
        return find(topic).flatMap(Node::message);
    }

    private Optional<Node> find(String topic) {
        Node node = root;
        for (int from = 0; from <= topic.length(); ) {
            int slash = topic.indexOf('/', from);
            int to = slash < 0 ? topic.length() : slash;
            Node child = node.children.get(topic.substring(from, to));
            if (child == null) {
                return Optional.empty();
            }
            node = child;
            from = to + 1;
        }
        return Optional.of(node);
    }

    /** The messages whose topics match, found one after the other as they are asked for. */
    Iterator<StoredMessage> match(TopicFilter filter) {
        return new RetainedMatches(root, filter.levels());
    }

    /** All messages, those of topics with {@code $} too. */
    Iterator<StoredMessage> all() {
        return new RetainedMatches(root);
    }

    private static String[] levels(String topic) {
        return topic.split("/", -1);
    }
}
