package org.axletree.hub.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPolicyTest {
    @ParameterizedTest
    @CsvSource({"2048,65537", "3072,65539", "8192,8589934591"})
    void ordinaryKeys_areGoodEnough(int bits, BigInteger exponent) throws Exception {
        assertThat(KeyPolicy.problemWithKey(key(bits, exponent))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 17, 65_535, 65_536, 65_538, 4_294_967_298L, 8_589_934_593L})
    void strangeExponents_areNot(long exponent) throws Exception {
        assertThat(KeyPolicy.problemWithKey(key(2048, BigInteger.valueOf(exponent))))
                .contains("has an unusual RSA exponent (expected: an odd one from 65537 to 33 bits)");
    }

    /** Whoever checks a signature pays for the exponent of the key. */
    @Test
    void exponentAsLongAsTheKey_isNot() throws Exception {
        assertThat(KeyPolicy.problemWithKey(
                        key(2048, BigInteger.ONE.shiftLeft(2040).add(BigInteger.ONE))))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 1024, 2047, 8193, 16_384})
    void otherLengths_areNot(int bits) throws Exception {
        assertThat(KeyPolicy.problemWithKey(key(bits, BigInteger.valueOf(65_537))))
                .contains("has an RSA key of " + bits + " bits (expected: from 2048 to 8192)");
    }

    private static PublicKey key(int bits, BigInteger exponent) throws Exception {
        BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.valueOf(12_345));
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
    }
}
