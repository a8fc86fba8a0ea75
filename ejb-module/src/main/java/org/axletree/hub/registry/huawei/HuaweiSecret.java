package org.axletree.hub.registry.huawei;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Secrets that the hub makes for devices: 32 hexadecimal digits, so that every device can keep them, LwM2M's too. */
final class HuaweiSecret {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 16;

    private HuaweiSecret() {}

    static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    static byte[] bytes(String secret) {
        return secret.getBytes(StandardCharsets.US_ASCII);
    }
}
