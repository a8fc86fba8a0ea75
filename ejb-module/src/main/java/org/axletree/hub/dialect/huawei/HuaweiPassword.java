package org.axletree.hub.dialect.huawei;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.axletree.core.crypto.HmacSha256;

/** The password of a Huawei device: HMAC-SHA256 of its secret under the stamp, as hexadecimal digits in lower case. */
public final class HuaweiPassword {
    private HuaweiPassword() {}

    /** What a device with this secret sends in the hour of this stamp. */
    public static String of(byte[] secret, String stamp) {
        return HexFormat.of().formatHex(HmacSha256.of(stamp.getBytes(StandardCharsets.US_ASCII), secret));
    }

    /** Takes the same time wherever the two differ. */
    public static boolean matches(byte[] password, byte[] secret, String stamp) {
        return MessageDigest.isEqual(of(secret, stamp).getBytes(StandardCharsets.US_ASCII), password);
    }
}
