package org.axletree.hub.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the changes that were made in this process: enough where no other one changes the registry. */
@ApplicationScoped
public class LocalRevision implements RegistryRevision {
    private final AtomicLong revision = new AtomicLong();

    @Override
    public long current() {
        return revision.get();
    }

    @Override
    public long next() {
        return revision.incrementAndGet();
    }
}
