package org.axletree.web.console.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QrCodeTest {

    /** The digests are those of codes that another program (jsQR 1.4.0) has read. */
    @ParameterizedTest
    @CsvSource({
        "1, 21, af97244471784d0e1aa2cd3a8b6928fd049fb5b868dbcd5211f23ba6e40ebb57",
        "26, 25, df744b655cd3bb94a24477d7acec6ae2f4a1d9633986a6bc81e77d55f1597f40",
        "84, 37, 2374ae322491d0d4af3e02de2a2cae9a54b8f1241d04676f79b7445b21e30ee2",
        "122, 45, 47b03cee4c826aed0cd2ab19c7b89c98547a14332e07e439668788d51a15a573",
        "180, 53, 48511f43395535cbcb69955f1adf98334ae1cb428c29d245c2720244047238e1",
        "213, 57, d5de88e7556a598f508262548853ae44dfe26aec462122f877360ab3f6259e85"
    })
    void code_isOneThatReadersRead(int bytes, int size, String digest) throws Exception {
        StringBuilder text = new StringBuilder("http");
        while (text.length() < bytes) {
            text.append((char) ('a' + text.length() * 7 % 26));
        }
        text.setLength(bytes);

        QrCode code = new QrCode(text.toString());

        assertThat(code.size()).isEqualTo(size);
        byte[] path = code.path().getBytes(StandardCharsets.US_ASCII);
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(path)))
                .isEqualTo(digest);
    }

    @Test
    void textThatIsTooLong_isRefused() {
        assertThatThrownBy(() -> new QrCode("x".repeat(214)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: at most 213");
    }
}
