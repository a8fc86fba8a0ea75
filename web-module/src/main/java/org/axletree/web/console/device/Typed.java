package org.axletree.web.console.device;

/** What somebody typed, as the registry wants it. */
final class Typed {
    private Typed() {}

    static String stripped(String text) {
        return text == null ? "" : text.strip();
    }

    /** As OpenSSL prints it, with colons, or without. */
    static String fingerprint(String text) {
        return stripped(text).replaceAll("[:\\s]", "");
    }
}
