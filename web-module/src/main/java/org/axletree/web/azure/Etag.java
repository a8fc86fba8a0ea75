package org.axletree.web.azure;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;

/** Revisions as Azure shows them: {@code AAAAAAAAAAE=}. */
final class Etag {
    private static final long OF_NONE = -1;

    private Etag() {}

    static String of(long revision) {
        return Base64.getEncoder()
                .encodeToString(
                        ByteBuffer.allocate(Long.BYTES).putLong(revision).array());
    }

    /** The revision that an etag means; what is no etag of ours means none that there is. */
    static OptionalLong revision(Optional<String> etag) {
        return etag.map(text -> OptionalLong.of(read(text))).orElseGet(OptionalLong::empty);
    }

    private static long read(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return bytes.length == Long.BYTES ? ByteBuffer.wrap(bytes).getLong() : OF_NONE;
        } catch (IllegalArgumentException noBase64) {
            return OF_NONE;
        }
    }
}
