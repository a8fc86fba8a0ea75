package org.axletree.cli.command;

import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Status;

/** What a word does, once it has as many arguments as it needs. */
public final class Deed {
    private final Verb verb;
    private String label = "";
    private int least;
    private int most;

    Deed(Verb verb) {
        this.verb = verb;
    }

    /** @param arity as {@code 1}, {@code 0..1}, {@code 1..*} */
    void takes(String arguments, String arity) {
        String[] bounds = arity.split("\\.\\.");
        label = arguments;
        least = Integer.parseInt(bounds[0]);
        most = bounds[bounds.length - 1].equals("*") ? Integer.MAX_VALUE : Integer.parseInt(bounds[bounds.length - 1]);
    }

    /** @throws Failure if it cannot be done */
    public Status run(Call call) {
        int there = call.arguments().size();
        if (there < least) {
            throw Failure.usage("an argument is missing (expected: " + label + ")");
        }
        if (there > most) {
            throw Failure.usage("the argument " + call.arguments().get(most) + " is one too many");
        }
        return verb.run(call);
    }
}
