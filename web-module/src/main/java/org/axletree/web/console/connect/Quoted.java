package org.axletree.web.console.connect;

/** Names of others within what people paste: they stay names, whatever is in them. */
final class Quoted {
    private Quoted() {}

    /** As one word of a shell. */
    static String word(String text) {
        return text.matches("[A-Za-z0-9_./:@%+=,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** As a string of C, JavaScript and Python. */
    static String string(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
