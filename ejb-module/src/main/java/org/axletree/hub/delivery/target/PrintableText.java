package org.axletree.hub.delivery.target;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Texts as headers can hold them. */
public final class PrintableText {
    private PrintableText() {}

    /** Printable ASCII as it is; everything else, and a space at an end, percent-encoded in UTF-8. */
    public static String of(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            boolean atAnEnd = i == 0 || i == bytes.length - 1;
            if (b > ' ' && b < 0x7F || b == ' ' && !atAnEnd) {
                printable.append((char) b);
            } else {
                printable.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return printable.toString();
    }
}
