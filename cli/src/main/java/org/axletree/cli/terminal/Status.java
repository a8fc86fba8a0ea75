package org.axletree.cli.terminal;

/** What {@code axle} tells the shell when it ends. Scripts rely on the numbers. */
public enum Status {
    DONE(0, "done; with `--wait`, as it was wanted"),
    FAILED(1, "failed, also what was waited for; something was skipped, did not hold, or would change"),
    USAGE(2, "wrong usage: an unknown word, a missing option, an argument that the hub does not accept"),
    NOT_FOUND(3, "there is no such thing"),
    CONFLICT(4, "in the way of something that is there, or a name that several things have"),
    REFUSED(5, "refused: no token, a wrong one, or one without the right"),
    TIMED_OUT(6, "took longer than was to be waited for, or expired before its device came"),
    INTERRUPTED(130, "interrupted, as by Ctrl-C");

    private final int number;
    private final String meaning;

    Status(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    public String meaning() {
        return meaning;
    }
}
