package org.axletree.hub.telemetry;

/** Something that the hub cannot work without. {@link Pulse} asks every one of them from time to time. */
public interface Vital {
    /** What it is, as {@code database}. */
    String name();

    /** Whether it answers now. May block; an exception means no. */
    boolean answers();
}
