package org.axletree.door.pressure;

/** Somebody whose messages fill something up, and who can be made to wait. */
public interface Sender {
    /** Stops reading from the sender until the watermark lets go. Only on the sender's own thread. */
    void hold(Watermark by);

    /** The watermark lets go. From any thread. */
    void letGo(Watermark by);
}
