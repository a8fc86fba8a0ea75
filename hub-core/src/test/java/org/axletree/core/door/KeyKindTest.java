package org.axletree.core.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyKindTest {
    @ParameterizedTest
    @CsvSource({
        "RSA, , RSA",
        "RSASSA-PSS, , RSA_PSS",
        "Ed25519, , ED25519",
        "Ed448, , ED448",
        "EC, secp256r1, P_256",
        "EC, secp384r1, P_384",
        "EC, secp521r1, P_521"
    })
    void kind_ofAKeyThatJavaMade_isKnown(String algorithm, String curve, KeyKind expected) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (curve != null) {
            generator.initialize(new ECGenParameterSpec(curve));
        }
        assertThat(KeyKind.of(generator.generateKeyPair().getPublic())).contains(expected);
    }

    @Test
    void kind_thatTlsDoesNotKnow_isNone() throws Exception {
        assertThat(KeyKind.of(
                        KeyPairGenerator.getInstance("DSA").generateKeyPair().getPublic()))
                .isEmpty();
    }

    @Test
    void rareKinds_areTakenByAllButTheNativeTls() {
        for (KeyKind kind : KeyKind.values()) {
            assertThat(kind.isTakenBy(TlsEngine.JAVA)).isTrue();
            assertThat(kind.isTakenBy(TlsEngine.AUTO)).isTrue();
            assertThat(kind.isTakenBy(TlsEngine.NATIVE)).isEqualTo(!kind.isRare());
        }
    }
}
