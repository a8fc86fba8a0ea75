package org.axletree.mqtt.retained;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.axletree.mqtt.store.StoredMessage;

/**
 * Walks the retained messages that match a filter, as far as it is asked: what changes meanwhile may or may not be seen. Used
 * by one thread at a time.
 */
final class RetainedMatches implements Iterator<StoredMessage> {
    private final List<String> filter;
    private final Deque<Branch> branches = new ArrayDeque<>();
    private Optional<StoredMessage> next = Optional.empty();

    /**
     * Children that are still to be visited.
     *
     * @param level of the filter that stands for what is below them
     * @param top whether they are first levels, where no wildcard matches a {@code $} (MQTT-4.7.2-1)
     */
    private record Branch(Iterator<Map.Entry<String, RetainedTree.Node>> children, int level, boolean top) {}

    RetainedMatches(RetainedTree.Node root, List<String> filter) {
        this.filter = filter;
        visit(root, 0);
    }

    /** All there are. */
    RetainedMatches(RetainedTree.Node root) {
        this.filter = List.of("#");
        branches.push(new Branch(root.children(), 0, false));
    }

    @Override
    public boolean hasNext() {
        while (next.isEmpty() && !branches.isEmpty()) {
            Branch branch = branches.peek();
            if (!branch.children.hasNext()) {
                branches.pop();
                continue;
            }
            Map.Entry<String, RetainedTree.Node> child = branch.children.next();
            if (!branch.top || !child.getKey().startsWith("$")) {
                visit(child.getValue(), branch.level);
            }
        }
        return next.isPresent();
    }

    @Override
    public StoredMessage next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        StoredMessage found = next.get();
        next = Optional.empty();
        return found;
    }

    /** What is at a node and below it, where the levels of the filter before this one brought us. */
    private void visit(RetainedTree.Node from, int reached) {
        RetainedTree.Node node = from;
        for (int level = reached; level < filter.size(); level++) {
            String wanted = filter.get(level);
            if (wanted.equals("#")) {
                // The parent itself is meant too (MQTT-4.7.1-2).
                next = node.message();
                branches.push(new Branch(node.children(), level, level == 0 && branches.isEmpty()));
                return;
            }
            if (wanted.equals("+")) {
                branches.push(new Branch(node.children(), level + 1, level == 0));
                return;
            }
            Optional<RetainedTree.Node> child = node.child(wanted);
            if (child.isEmpty()) {
                return;
            }
            node = child.get();
        }
        next = node.message();
    }
}
