package org.axletree.hub.chore;

/** Whose turn it is to do a chore that is done once for the whole installation, however many nodes it has. */
@FunctionalInterface
public interface ChoreTurn {
    /** Whether this node is to do it now. May block on the database. */
    boolean isOurs(Chore chore);
}
