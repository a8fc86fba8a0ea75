package org.axletree.hub.dialect.huawei;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The password of a Huawei device: HMAC-SHA256 of its secret under the stamp, as hexadecimal digits in lower case. */
public final class HuaweiPassword {
    private static final String ALGORITHM = "HmacSHA256";

    private HuaweiPassword() {}

    /** What a device with this secret sends in the hour of this stamp. */
    public static String of(byte[] secret, String stamp) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(stamp.getBytes(StandardCharsets.US_ASCII), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(secret));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Takes the same time wherever the two differ. */
    public static boolean matches(byte[] password, byte[] secret, String stamp) {
        return MessageDigest.isEqual(of(secret, stamp).getBytes(StandardCharsets.US_ASCII), password);
    }
}
