package org.axletree.mqtt.store;

/** Hears what became of changes, on the event loop that made them. */
public interface Commit {
    /** They survive. */
    void committed();

    /** They may not survive: nothing that depends on them may be acknowledged. */
    void failed();
}
