package org.axletree.hub.registry;

/**
 * Counts the committed changes of the registry. An admission reads it before it reads the registry; a change counts it up after its
 * commit. So an admission whose revision is lower than that of a change may not have seen it.
 */
public interface RegistryRevision {
    /** The revision of the last change that was passed on. Never blocks: it is read for each admission. */
    long current();

    /** Counts up, to be called after a commit and before the change is passed on. */
    long next();
}
