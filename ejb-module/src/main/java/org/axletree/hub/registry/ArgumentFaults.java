package org.axletree.hub.registry;

import java.util.ArrayList;
import java.util.List;

/**
 * Gathers what is wrong with the arguments of one request, so that one answer names it all; of very many it names the first and
 * counts the others, as an answer must not cost more than its question.
 */
public final class ArgumentFaults {
    /** So many are named. */
    public static final int MOST_NAMED = 10;

    private final List<Problem.ArgumentProblem> named = new ArrayList<>();
    private int others;

    public void add(String argument, String reason, String helpMessage) {
        if (isFull()) {
            others++;
        } else {
            named.add(new Problem.ArgumentProblem(argument, reason, helpMessage));
        }
    }

    /** Whether another one would only be counted: nobody need say what it is. */
    public boolean isFull() {
        return named.size() == MOST_NAMED;
    }

    /** Counts some that nobody looked at. */
    public void addOthers(int count) {
        others += count;
    }

    /** @throws ProblemException if anything was wrong */
    public void done() {
        if (named.isEmpty()) {
            return;
        }
        List<Problem.ArgumentProblem> all = new ArrayList<>(named);
        if (others > 0) {
            all.add(new Problem.ArgumentProblem("others", "unknown", others + " more that are wrong"));
        }
        throw new ProblemException(new Problem.InvalidArguments(all));
    }
}
