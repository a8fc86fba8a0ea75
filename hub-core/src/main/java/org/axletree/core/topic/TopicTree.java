package org.axletree.core.topic;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Who is interested in a topic: topic filters with values, found by topic name. Looking up takes no lock and sees every
 * change that was complete when it began; changes exclude one another and cost nothing to those who look up.
 *
 * @param <V> what stands behind a filter; compared by {@code equals}
 */
public final class TopicTree<V> {
    private static final Object[] NOTHING = {};
    private static final Map<String, Node> NO_CHILDREN = Map.of();

    private final Node root = new Node();
    private int size;
    private volatile long version;

    /** One level of the tree. The fields are written under the tree's monitor and read without it. */
    private static final class Node {
        volatile Map<String, Node> children = NO_CHILDREN;
        /** Behind {@code +} and {@code #}, or null: fields, since every look-up asks for them at every level. */
        volatile Node one;

        volatile Node rest;
        volatile Object[] values = NOTHING;

        boolean isEmpty() {
            return values.length == 0 && one == null && rest == null && children.isEmpty();
        }

        Node child(String level) {
            return switch (level) {
                case "+" -> one;
                case "#" -> rest;
                default -> children.get(level);
            };
        }

        Node childOrNew(String level) {
            Node present = child(level);
            if (present != null) {
                return present;
            }
            Node made = new Node();
            put(level, made);
            return made;
        }

        private void put(String level, Node child) {
            switch (level) {
                case "+" -> one = child;
                case "#" -> rest = child;
                default -> {
                    if (children == NO_CHILDREN) {
                        children = new ConcurrentHashMap<>(2);
                    }
                    children.put(level, child);
                }
            }
        }

        void remove(String level) {
            switch (level) {
                case "+" -> one = null;
                case "#" -> rest = null;
                default -> children.remove(level);
            }
        }
    }

    /** Adds a value behind a filter. Answers whether it was new there. */
    public synchronized boolean add(TopicFilter filter, V value) {
        Node node = root;
        for (String level : filter.levels()) {
            node = node.childOrNew(level);
        }
        Object[] values = node.values;
        if (indexOf(values, value) >= 0) {
            return false;
        }
        Object[] more = Arrays.copyOf(values, values.length + 1);
        more[values.length] = value;
        node.values = more;
        size++;
        version++;
        return true;
    }

    /** Removes a value from behind a filter. Answers whether it was there. */
    public synchronized boolean remove(TopicFilter filter, V value) {
        if (!remove(root, filter.levels(), 0, value)) {
            return false;
        }
        size--;
        version++;
        return true;
    }

    /**
     * Another number after every change. Who reads it before looking up may use what was found until the number is another
     * one, and then misses no change that was complete.
     */
    public long version() {
        return version;
    }

    /** How many values stand behind filters. */
    public synchronized int size() {
        return size;
    }

    /** Whether no value stands behind any filter. */
    public synchronized boolean isEmpty() {
        return root.isEmpty();
    }

    /** Hands over every value whose filter matches; a value behind several matching filters comes several times. */
    @SuppressWarnings("unchecked")
    public void forEachMatch(String topic, Consumer<? super V> action) {
        match(root, topic, 0, (Consumer<Object>) action);
    }

    private static void match(Node node, String topic, int from, Consumer<Object> action) {
        int slash = topic.indexOf('/', from);
        boolean wildcards = from > 0 || !topic.startsWith("$");
        if (wildcards) {
            Node rest = node.rest;
            if (rest != null) {
                each(rest, action);
            }
            descend(node.one, topic, slash, action);
        }
        Map<String, Node> children = node.children;
        if (children != NO_CHILDREN) {
            descend(
                    children.get(slash < 0 ? topic.substring(from) : topic.substring(from, slash)),
                    topic,
                    slash,
                    action);
        }
    }

    private static void descend(Node child, String topic, int slash, Consumer<Object> action) {
        if (child == null) {
            return;
        }
        if (slash >= 0) {
            match(child, topic, slash + 1, action);
            return;
        }
        each(child, action);
        Node parentOfAll = child.rest;
        if (parentOfAll != null) {
            each(parentOfAll, action);
        }
    }

    private static void each(Node node, Consumer<Object> action) {
        for (Object value : node.values) {
            action.accept(value);
        }
    }

    private static boolean remove(Node node, List<String> levels, int depth, Object value) {
        if (depth == levels.size()) {
            Object[] values = node.values;
            int at = indexOf(values, value);
            if (at < 0) {
                return false;
            }
            Object[] fewer = new Object[values.length - 1];
            System.arraycopy(values, 0, fewer, 0, at);
            System.arraycopy(values, at + 1, fewer, at, fewer.length - at);
            node.values = fewer;
            return true;
        }
        Node child = node.child(levels.get(depth));
        if (child == null || !remove(child, levels, depth + 1, value)) {
            return false;
        }
        if (child.isEmpty()) {
            node.remove(levels.get(depth));
        }
        return true;
    }

    private static int indexOf(Object[] values, Object value) {
        for (int i = 0; i < values.length; i++) {
            if (values[i].equals(value)) {
                return i;
            }
        }
        return -1;
    }
}
