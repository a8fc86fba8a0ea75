package org.axletree.web.console;

/** The page of a list that an address asks for. */
public final class PageNumber {
    private static final int LAST = 1_000_000;

    private PageNumber() {}

    /** From 1; the first where none, or nonsense, was asked for. */
    public static int of(String asked) {
        try {
            return asked == null ? 1 : Math.min(LAST, Math.max(1, Integer.parseInt(asked)));
        } catch (NumberFormatException e) {
            return 1;
        }
    }
}
