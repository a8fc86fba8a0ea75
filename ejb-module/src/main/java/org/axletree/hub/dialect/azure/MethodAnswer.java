package org.axletree.hub.dialect.azure;

import org.axletree.core.outcome.Reason;

/** What became of a call of a method. */
public sealed interface MethodAnswer {
    /**
     * The device answered.
     *
     * @param payload as the device sent it
     */
    record Answered(int status, byte[] payload) implements MethodAnswer {}

    /**
     * It did not.
     *
     * @param reason {@link Reason#CONNECTION_LOST}: it is not there; {@link Reason#KEEP_ALIVE_TIMEOUT}: it did not answer in
     *     time; {@link Reason#BUSY}: too many calls at once
     */
    record Unanswered(Reason reason) implements MethodAnswer {}
}
