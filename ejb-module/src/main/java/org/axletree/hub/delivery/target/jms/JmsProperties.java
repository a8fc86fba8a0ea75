package org.axletree.hub.delivery.target.jms;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What of a message's properties JMS cannot carry. */
final class JmsProperties {
    /** What a text may have in Java's modified UTF-8: its length is told in two bytes. */
    private static final int MOST_BYTES = 65_535;

    private JmsProperties() {}

    /** Why no JMS client could read a message with these; empty if they can. */
    static Optional<String> problemWith(Map<String, Object> values) {
        List<String> tooLong = new ArrayList<>();
        values.forEach((name, value) -> {
            if (bytes(name) > MOST_BYTES) {
                tooLong.add("the name " + name.substring(0, 40) + "… has " + bytes(name));
            } else if (value instanceof String text && bytes(text) > MOST_BYTES) {
                tooLong.add(name + " has " + bytes(text));
            }
        });
        return tooLong.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(", ", tooLong) + " bytes in Java's modified UTF-8 (JMS: at most " + MOST_BYTES
                        + ")");
    }

    /** In modified UTF-8 (java.io.DataOutput): each half of a surrogate pair takes three bytes. */
    private static long bytes(String text) {
        if (text.length() * 3L <= MOST_BYTES) {
            return text.length();
        }
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c >= 0x01 && c <= 0x7F ? 1 : c <= 0x7FF ? 2 : 3;
        }
        return bytes;
    }
}
