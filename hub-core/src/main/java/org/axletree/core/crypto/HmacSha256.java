package org.axletree.core.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC with SHA-256 (RFC 2104), which every Java has. */
public final class HmacSha256 {
    private static final String ALGORITHM = "HmacSHA256";

    private HmacSha256() {}

    /**
     * Of one text.
     *
     * @return 32 bytes
     * @throws IllegalArgumentException if the key is empty
     */
    public static byte[] of(byte[] key, byte[] text) {
        return keyed(key).doFinal(text);
    }

    /**
     * For several texts, or for one in parts.
     *
     * @throws IllegalArgumentException if the key is empty
     */
    public static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(ALGORITHM + ": every Java has it", missing);
        }
    }
}
