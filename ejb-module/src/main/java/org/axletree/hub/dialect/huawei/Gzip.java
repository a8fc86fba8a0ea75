package org.axletree.hub.dialect.huawei;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Payloads that devices compress. What comes out is bounded before it is made: a few bytes may unpack to gigabytes. */
final class Gzip {
    private final int most;

    /** @param most bytes that a payload may unpack to */
    Gzip(int most) {
        this.most = most;
    }

    /**
     * What became of a payload.
     *
     * @param payload what it unpacked to; empty where it is broken, or too large
     * @param tooLarge whether it would have unpacked to more than is taken
     */
    record Unpacked(Optional<byte[]> payload, boolean tooLarge) {}

    Unpacked unpack(byte[] compressed) {
        try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            byte[] payload = stream.readNBytes(most + 1);
            return payload.length > most
                    ? new Unpacked(Optional.empty(), true)
                    : new Unpacked(Optional.of(payload), false);
        } catch (IOException broken) {
            return new Unpacked(Optional.empty(), false);
        }
    }
}
