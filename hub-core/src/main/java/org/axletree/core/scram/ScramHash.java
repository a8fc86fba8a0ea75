package org.axletree.core.scram;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import org.axletree.core.crypto.HmacSha256;

/** The functions of RFC 5802 section 2.2, with SHA-256. */
final class ScramHash {
    private static final byte[] FIRST_BLOCK = {0, 0, 0, 1};

    private ScramHash() {}

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("SHA-256: every Java has it", missing);
        }
    }

    static byte[] hmac(byte[] key, byte[] text) {
        return HmacSha256.of(key, text);
    }

    /** {@code Hi}. */
    static byte[] salted(byte[] password, byte[] salt, int iterations) {
        Mac mac = HmacSha256.keyed(password);
        mac.update(salt);
        byte[] last = mac.doFinal(FIRST_BLOCK);
        byte[] all = last.clone();
        for (int i = 1; i < iterations; i++) {
            last = mac.doFinal(last);
            xor(all, last);
        }
        return all;
    }

    /** Changes the first one. */
    static void xor(byte[] bytes, byte[] other) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= other[i];
        }
    }

    static byte[] xored(byte[] bytes, byte[] other) {
        byte[] result = Arrays.copyOf(bytes, bytes.length);
        xor(result, other);
        return result;
    }
}
