package org.axletree.hub.schema;

import java.util.ArrayDeque;
import java.util.Deque;

/** One look at one payload: where it is, how much it has cost, and what was wrong first. */
final class Visit {
    /** Rules and parts of the payload that are looked at. Beyond that the payload counts as wrong. */
    private static final int MOST_STEPS = 200_000;

    private static final int DEEPEST = 200;
    private static final int MOST_OF_A_PLACE = 100;

    private final Deque<String> place = new ArrayDeque<>();
    private int steps;
    private int references;
    private int quiet;
    private String problem = "";

    /** Thrown where a look costs more than it may. */
    static final class BeyondBudgetException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BeyondBudgetException(String message) {
            super(message, null, false, false);
        }
    }

    void step(int cost) {
        steps += cost;
        if (steps > MOST_STEPS) {
            throw new BeyondBudgetException("takes more than " + MOST_STEPS + " steps to look at");
        }
    }

    /** Judges a part of the value: an element, or the value of a name. */
    boolean at(String name, Rule rule, Object value) {
        step(1);
        place.addLast(name);
        try {
            return rule.holds(value, this);
        } finally {
            place.removeLast();
        }
    }

    /** Judges without saying what is wrong: another rule may hold. */
    boolean quietly(Rule rule, Object value) {
        step(1);
        quiet++;
        try {
            return rule.holds(value, this);
        } finally {
            quiet--;
        }
    }

    /** Judges by a rule that may lead back to itself. */
    boolean by(Rule reference, Object value) {
        step(1);
        if (++references > DEEPEST) {
            throw new BeyondBudgetException("follows more than " + DEEPEST + " references into one another");
        }
        try {
            return reference.holds(value, this);
        } finally {
            references--;
        }
    }

    /** Always false. */
    boolean fails(String expected) {
        if (quiet == 0 && problem.isEmpty()) {
            problem = place() + "expected " + expected;
        }
        return false;
    }

    private String place() {
        String pointer = place.isEmpty() ? "" : "/" + String.join("/", place);
        String shown = pointer.length() <= MOST_OF_A_PLACE ? pointer : pointer.substring(0, MOST_OF_A_PLACE) + "…";
        return shown.isEmpty() ? "" : shown + ": ";
    }

    String problem() {
        return problem;
    }
}
