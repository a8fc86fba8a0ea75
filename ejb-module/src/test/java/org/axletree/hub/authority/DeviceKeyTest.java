package org.axletree.hub.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.axletree.core.door.TlsEngine;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** scaleway.md D9: a certificate whose key cannot be proved in the handshake is refused where it comes in. */
class DeviceKeyTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "RSA rsa_keygen_bits:2048, native and java",
        "EC ec_paramgen_curve:P-256, native and java",
        "EC ec_paramgen_curve:P-384, native and java",
        "EC ec_paramgen_curve:P-521, java",
        "ED25519, java",
        "ED448, java",
        "RSA-PSS rsa_keygen_bits:2048, java",
        "EC ec_paramgen_curve:secp256k1, none",
        "EC ec_paramgen_curve:P-224, none"
    })
    void key_thatTheServersTlsDoesNotOffer_isRefused(String key, String takenBy) throws Exception {
        DeviceCertificate certificate = DeviceCertificate.of(new OwnerPki(directory, options(key)).root("device"));

        Optional<String> ofNative = certificate.problemWithKey(TlsEngine.NATIVE);
        Optional<String> ofAuto = certificate.problemWithKey(TlsEngine.AUTO);
        Optional<String> ofJava = certificate.problemWithKey(TlsEngine.JAVA);

        assertThat(ofNative.isEmpty()).isEqualTo(takenBy.contains("native"));
        assertThat(ofAuto).isEqualTo(ofJava);
        assertThat(certificate.rareKey().isPresent()).isEqualTo(takenBy.equals("java"));
        assertThat(ofJava.isEmpty()).isEqualTo(takenBy.contains("java"));
        ofNative.ifPresent(problem -> assertThat(problem).contains("(expected: RSA"));
        assertThat(ofNative.filter(problem -> problem.contains("AXLETREE_TLS_ENGINE is auto or java"))
                        .isPresent())
                .isEqualTo(takenBy.equals("java"));
    }

    private static List<String> options(String key) {
        String[] words = key.split(" ");
        return words.length == 1
                ? List.of("-algorithm", words[0])
                : List.of("-algorithm", words[0], "-pkeyopt", words[1]);
    }
}
