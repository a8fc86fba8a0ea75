package org.axletree.hub.delivery.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axletree.core.door.Publication;
import org.axletree.core.door.RoutedPublication;
import org.axletree.core.route.RouteSet;

/**
 * Gathers the messages of one commit into blocks, one for each set of routes. Routes read blocks in the order of their numbers;
 * so a message never goes into a block that is older than the one of its sender's message before it.
 */
final class BlockBuilder {
    private final long logId;
    private final List<Draft> drafts = new ArrayList<>();
    private final Map<String, Draft> current = new HashMap<>();
    /** The latest block of each sender; kept only when there is more than one set, as only then blocks can overtake. */
    private final Map<String, Draft> latestOf = new HashMap<>();

    private long next;

    /** A block that still takes messages. */
    private record Draft(long number, RouteSet routes, List<LoggedMessage> messages, int[] bytes) {
        boolean isFull() {
            return messages.size() >= LogBlock.MOST_MESSAGES || bytes[0] >= LogBlock.MANY_BYTES;
        }
    }

    /** @param next the first number to give away */
    BlockBuilder(long logId, long next) {
        this.logId = logId;
        this.next = next;
    }

    void add(RoutedPublication routed) {
        Publication publication = routed.publication();
        String order = Origin.of(publication.sender()).order();
        Draft draft = draftFor(routed.routes(), order);
        LoggedMessage message =
                LoggedMessage.of(logId, draft.number() << 12 | draft.messages().size(), publication);
        draft.messages().add(message);
        draft.bytes()[0] += message.size();
        latestOf.put(order, draft);
    }

    private Draft draftFor(RouteSet routes, String sender) {
        Draft draft = current.get(routes.key());
        Draft latest = latestOf.get(sender);
        if (draft != null && !draft.isFull() && (latest == null || latest.number() <= draft.number())) {
            return draft;
        }
        Draft fresh = new Draft(next++, routes, new ArrayList<>(), new int[1]);
        drafts.add(fresh);
        current.put(routes.key(), fresh);
        return fresh;
    }

    List<LogBlock> blocks() {
        return drafts.stream()
                .map(draft -> new LogBlock(draft.number(), draft.routes().routeIds(), draft.messages()))
                .toList();
    }

    long next() {
        return next;
    }
}
