package org.axletree.hub.live;

import java.util.List;
import java.util.Optional;
import org.axletree.core.outcome.Reason;

/**
 * What there was to see since the last look.
 *
 * @param found oldest first
 * @param missed whether something passed that was not seen: the watcher was too slow, or away for too long
 * @param ended why nothing more is going to come; empty while more may
 */
public record Glimpse<T>(List<Numbered<T>> found, boolean missed, Optional<Reason> ended) {
    public Glimpse {
        found = List.copyOf(found);
    }
}
