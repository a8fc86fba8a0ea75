package org.axletree.web.console;

/** What a spreadsheet would take for a formula in a cell of a table: it begins with an apostrophe in files of ours. */
public final class Formula {
    private static final String BEGINNINGS = "=+-@\t\r\0";

    private Formula() {}

    /** A cell as a text, whatever it begins with. */
    public static String harmless(String cell) {
        return isOne(cell) ? "'" + cell : cell;
    }

    /** Whether a cell would be taken for one. */
    public static boolean isOne(String cell) {
        return !cell.isEmpty() && BEGINNINGS.indexOf(cell.charAt(0)) >= 0;
    }
}
