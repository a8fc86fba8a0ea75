package org.axletree.hub.chore;

/** Something that is to be done again and again. It may block; what it throws is logged, and it is done again next time. */
public interface Chore {
    /** What could not be done, for the log: "the activity of devices could not be written". */
    String complaint();

    /** Seconds from one time to the next. */
    int everySeconds();

    void run();

    /**
     * Whether one node does it for the whole installation: it is about the database, and not about what happened in this
     * process.
     */
    default boolean isOncePerInstallation() {
        return false;
    }

    /** Whether it is done a last time when the hub stops, so that nothing is lost. */
    default boolean isLastDuty() {
        return false;
    }

    /** What is done that last time. */
    default void runLast() {
        run();
    }
}
