package org.axletree.hub.condition;

/** An expression is none, or none that may be used here; the message says what is wrong, and what would be right. */
final class WrongConditionException extends Exception {
    private static final long serialVersionUID = 1L;

    WrongConditionException(String problem) {
        super(problem);
    }
}
