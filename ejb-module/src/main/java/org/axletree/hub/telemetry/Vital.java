package org.axletree.hub.telemetry;

/** Something that the hub works with. {@link Pulse} asks every one of them from time to time. */
public interface Vital {
    /** What it is, as {@code database}. */
    String name();

    /** Whether the hub is not ready without it. */
    default boolean isRequired() {
        return true;
    }

    /** What becomes of the hub while it does not answer: the end of a sentence. */
    default String withoutIt() {
        return "the hub is not ready";
    }

    /** Whether it answers now. May block; an exception means no, and its message says why. */
    boolean answers();
}
