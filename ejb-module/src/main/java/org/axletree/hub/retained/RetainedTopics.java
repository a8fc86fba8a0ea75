package org.axletree.hub.retained;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axletree.core.door.RetainedPage;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.door.Doors;
import org.axletree.hub.registry.AuditedDeed;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.audit.AuditLog;
import org.axletree.hub.registry.hub.HubService;
import org.axletree.hub.registry.listing.PageRequest;

/** Looks at the retained messages of a hub, and removes them, for whoever may see the hub. */
@ApplicationScoped
public class RetainedTopics {
    private static final long PATIENCE_SECONDS = 30;

    /** What the hub says of itself there is its own to change. */
    private static final String OF_THE_SERVER = "$SYS";

    private AuditLog audit;
    private HubService hubs;
    private Doors doors;

    /** For the container. */
    protected RetainedTopics() {}

    @Inject
    public RetainedTopics(AuditLog audit, HubService hubs, Doors doors) {
        this.audit = audit;
        this.hubs = hubs;
        this.doors = doors;
    }

    /**
     * Those whose topics match, in the order of their topics.
     *
     * @param after the topic before the first one; empty for the first of all
     */
    public RetainedPage page(String region, String hubId, String filter, String after, int most) {
        if (most < 1 || most > PageRequest.MAX_PAGE_SIZE) {
            throw ProblemException.invalid(
                    "page_size", "constraint", most + " (expected: 1 to " + PageRequest.MAX_PAGE_SIZE + ")");
        }
        TopicFilter wanted = filter(filter);
        return doors.retained(hubs.get(region, hubId).id(), wanted, after, most);
    }

    /** Removes those whose topics match; answers how many there were. */
    public int remove(String region, String hubId, String filter) {
        Caller.requireChange("retained");
        TopicFilter wanted = filter(filter);
        if (wanted.levels().get(0).equals(OF_THE_SERVER)) {
            throw ProblemException.invalid(
                    "topic_filter", "constraint", "is the hub's own to change (expected: others)");
        }
        try {
            String hub = hubs.get(region, hubId).id();
            int removed =
                    doors.removeRetained(hub, wanted).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (removed > 0) {
                audit.note(new AuditedDeed(
                        "deleted", "retained", hub, hub, Map.of("topic_filter", filter, "count", removed), Map.of()));
            }
            return removed;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new ProblemException(new Problem.Unavailable("The hub is stopping."));
        } catch (ExecutionException | TimeoutException slow) {
            throw new ProblemException(
                    new Problem.Unavailable("The retained messages are not all removed yet: the hub is busy."));
        }
    }

    private static TopicFilter filter(String text) {
        Optional<String> problem = TopicFilter.problemWith(text);
        problem.ifPresent(what -> {
            throw ProblemException.invalid("topic_filter", "format", what);
        });
        return TopicFilter.of(text);
    }
}
