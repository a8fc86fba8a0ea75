package org.axletree.hub.dialect.huawei;

import java.nio.charset.StandardCharsets;

/** Looks for words in payloads without reading their JSON, which would take an event loop long. */
final class Words {
    private Words() {}

    /** Whether the ASCII word stands somewhere in the payload. */
    static boolean holds(byte[] payload, String word) {
        return find(payload, word, 0) >= 0;
    }

    private static int find(byte[] payload, String word, int from) {
        int last = payload.length - word.length();
        for (int at = from; at <= last; at++) {
            int matched = 0;
            while (matched < word.length() && payload[at + matched] == word.charAt(matched)) {
                matched++;
            }
            if (matched == word.length()) {
                return at;
            }
        }
        return -1;
    }

    /**
     * The text of the first field of this name in a JSON payload, where it is a string without escapes; else empty. A name inside
     * a string is passed over, for its quotes are escaped there.
     */
    static String field(byte[] payload, String name) {
        String quoted = "\"" + name + "\"";
        for (int at = find(payload, quoted, 0); at >= 0; at = find(payload, quoted, at + 1)) {
            if (at == 0 || payload[at - 1] != '\\') {
                return string(payload, at + quoted.length());
            }
        }
        return "";
    }

    private static String string(byte[] payload, int behindName) {
        int colon = behindBlanks(payload, behindName);
        if (colon >= payload.length || payload[colon] != ':') {
            return "";
        }
        int quote = behindBlanks(payload, colon + 1);
        if (quote >= payload.length || payload[quote] != '"') {
            return "";
        }
        int end = quote + 1;
        while (end < payload.length && payload[end] != '"') {
            end++;
        }
        return end < payload.length ? new String(payload, quote + 1, end - quote - 1, StandardCharsets.UTF_8) : "";
    }

    private static int behindBlanks(byte[] payload, int from) {
        int at = from;
        while (at < payload.length
                && (payload[at] == ' ' || payload[at] == '\t' || payload[at] == '\r' || payload[at] == '\n')) {
            at++;
        }
        return at;
    }
}
