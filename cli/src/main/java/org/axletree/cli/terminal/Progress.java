package org.axletree.cli.terminal;

/** A bar for somebody who waits at a terminal; nothing where nobody does. */
public final class Progress {
    private static final int WIDTH = 40;

    private final Surroundings surroundings;
    private final long all;

    public Progress(Surroundings surroundings, long all) {
        this.surroundings = surroundings;
        this.all = all;
    }

    public void show(long done) {
        if (surroundings.hasTerminal() && all > 0) {
            int filled = (int) (done * WIDTH / all);
            surroundings
                    .err()
                    .print("\r[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + done + " of " + all
                            + (done == all ? "\n" : ""));
            surroundings.err().flush();
        }
    }
}
