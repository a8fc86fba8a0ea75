package org.axletree.web.console;

/** What somebody typed, as the registry wants it. */
public final class Typed {
    private Typed() {}

    public static String stripped(String text) {
        return text == null ? "" : text.strip();
    }

    /** As OpenSSL prints it, with colons, or without. */
    public static String fingerprint(String text) {
        return stripped(text).replaceAll("[:\\s]", "");
    }
}
