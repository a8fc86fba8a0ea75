package org.axletree.hub.dialect.azure;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Percent-encoding of RFC 3986. A plus sign is a plus sign: Base64 has it, and not every client encodes it. */
final class PercentText {
    private static final String UNRESERVED = "-._~";
    private static final String HEX = "0123456789ABCDEF";

    private PercentText() {}

    /** Empty where something is encoded wrongly, or is no UTF-8. */
    static Optional<String> decode(String text) {
        if (text.indexOf('%') < 0) {
            return Optional.of(text);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8); // what is decoded takes the place of what was read
        int length = 0;
        boolean ascii = true;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                ascii &= bytes[i] >= 0;
                bytes[length++] = bytes[i];
                continue;
            }
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low < 0) {
                return Optional.empty();
            }
            ascii &= high < 8;
            bytes[length++] = (byte) (high << 4 | low);
            i += 2;
        }
        if (ascii) {
            return Optional.of(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString());
        } catch (CharacterCodingException noUtf8) {
            return Optional.empty();
        }
    }

    /** Encodes all but letters, digits and {@code - . _ ~}. */
    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return encoded.toString();
    }
}
