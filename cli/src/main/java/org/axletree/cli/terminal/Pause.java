package org.axletree.cli.terminal;

/** Waits a while. */
public final class Pause {
    private Pause() {}

    /** @throws Failure with {@link Status#INTERRUPTED} if the command is stopped meanwhile */
    public static void millis(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Failure(Status.INTERRUPTED, "interrupted");
        }
    }
}
