package org.axletree.web.network;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Headers as those write them who have no MQTT: raw UTF-8, which the container reads as ISO 8859-1. */
final class RawHeader {
    private RawHeader() {}

    /**
     * What was sent.
     *
     * @throws IllegalArgumentException if it is no UTF-8: nothing is said on another topic than the sender meant
     */
    static String utf8(String latin) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(latin.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException other) {
            throw new IllegalArgumentException("is no UTF-8", other);
        }
    }
}
