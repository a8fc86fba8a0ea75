package org.axletree.hub.registry.fleet;

import java.time.Instant;
import java.util.Optional;
import org.axletree.hub.registry.journal.RecordedEvent;

/**
 * A device that was taken over.
 *
 * @param arrivedAt when it was last heard of; empty as long as it was not
 * @param refusal why it was refused last; empty if it was not, or has arrived
 */
public record ArrivedDevice(
        String id,
        String name,
        String source,
        Instant importedAt,
        Optional<Instant> arrivedAt,
        Optional<RecordedEvent> refusal) {

    public boolean isArrived() {
        return arrivedAt.isPresent();
    }

    ArrivedDevice refusedBy(Optional<RecordedEvent> event) {
        return new ArrivedDevice(id, name, source, importedAt, arrivedAt, event);
    }
}
