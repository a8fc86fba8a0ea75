package org.axletree.hub.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the committed changes of the registry in this process. An admission reads it before it reads the registry; a
 * change counts it up after its commit. So an admission whose revision is lower than that of a change may not have seen it.
 */
@ApplicationScoped
public class RegistryRevision {
    private final AtomicLong revision = new AtomicLong();

    public long current() {
        return revision.get();
    }

    /** Counts up, to be called after a commit. */
    public long next() {
        return revision.incrementAndGet();
    }
}
