package org.axletree.cli.terminal;

import java.util.Locale;

/** Why a command ends without its result: one sentence for people, and the status for scripts. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Status status;

    public Failure(Status status, String sentence) {
        super(sentence);
        this.status = status;
    }

    public static Failure usage(String sentence) {
        return new Failure(Status.USAGE, sentence);
    }

    /** An option that is needed was not said; its value is called like it. */
    public static Failure missing(String option) {
        return missing(option, option.replaceFirst("^-+", "").replace('-', '_').toUpperCase(Locale.ROOT));
    }

    /** @param value what may stand after the option */
    public static Failure missing(String option, String value) {
        return usage("the option " + option + " is missing (expected: " + option + " " + value + ")");
    }

    public static Failure failed(String sentence) {
        return new Failure(Status.FAILED, sentence);
    }

    public static Failure notFound(String sentence) {
        return new Failure(Status.NOT_FOUND, sentence);
    }

    public Status status() {
        return status;
    }
}
