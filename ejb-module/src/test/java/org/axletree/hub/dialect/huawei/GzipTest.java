package org.axletree.hub.dialect.huawei;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GzipTest {
    private final Gzip gzip = new Gzip(1000);

    @Test
    void payload_compressed_isUnpacked() throws IOException {
        assertThat(gzip.unpack(compressed(new byte[1000])).payload())
                .hasValueSatisfying(payload -> assertThat(payload).hasSize(1000));
    }

    @Test
    void payload_thatUnpacksToMoreThanIsTaken_isTooLarge() throws IOException {
        assertThat(gzip.unpack(compressed(new byte[1001])).tooLarge()).isTrue();
    }

    /** What SDK 1.2.1 of Huawei sends: the header, and nothing behind it. */
    @Test
    void payload_ofAHeaderAlone_isBroken() throws IOException {
        byte[] whole = compressed(new byte[10]);

        Gzip.Unpacked unpacked = gzip.unpack(Arrays.copyOf(whole, 10));

        assertThat(unpacked.payload()).isEmpty();
        assertThat(unpacked.tooLarge()).isFalse();
    }

    @Test
    void payload_thatIsNoGzip_isBroken() {
        assertThat(gzip.unpack("{}".getBytes()).payload()).isEmpty();
        assertThat(gzip.unpack(new byte[0]).payload()).isEmpty();
    }

    private static byte[] compressed(byte[] payload) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(bytes)) {
            stream.write(payload);
        }
        return bytes.toByteArray();
    }
}
