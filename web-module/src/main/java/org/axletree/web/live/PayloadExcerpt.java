package org.axletree.web.live;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The beginning of a payload for people: its text if it is one in UTF-8, else hexadecimal digits.
 *
 * @param words what is shown of it
 * @param binary whether that is hexadecimal digits
 * @param whole whether nothing is left out
 */
public record PayloadExcerpt(String words, boolean binary, boolean whole) {
    /** @param whole whether these are all bytes of the payload */
    public static PayloadExcerpt of(byte[] payload, boolean whole, int mostBytes) {
        boolean cut = payload.length > mostBytes;
        byte[] shown = cut ? Arrays.copyOf(payload, mostBytes) : payload;
        Optional<String> text = text(shown, cut || !whole);
        return new PayloadExcerpt(
                text.orElseGet(() -> HexFormat.ofDelimiter(" ").formatHex(shown)), text.isEmpty(), whole && !cut);
    }

    static Optional<String> text(byte[] bytes, boolean cut) {
        // A cut may go through a character: that alone makes it no binary.
        for (int less = 0; less <= (cut ? 3 : 0) && less <= bytes.length; less++) {
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes, 0, bytes.length - less))
                        .toString();
                boolean readable = text.chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t');
                return readable ? Optional.of(text) : Optional.empty();
            } catch (CharacterCodingException binary) {
                continue;
            }
        }
        return Optional.empty();
    }
}
