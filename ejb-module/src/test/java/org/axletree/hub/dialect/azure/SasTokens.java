package org.axletree.hub.dialect.azure;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes tokens as the SDKs do. */
public final class SasTokens {
    private SasTokens() {}

    /** The signature, in Base64. */
    public static String signature(byte[] key, String resource, long expiry) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal((resource + "\n" + expiry).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A device's token. */
    public static String token(byte[] key, String resource, long expiry) {
        return "SharedAccessSignature sr=" + resource + "&sig="
                + URLEncoder.encode(signature(key, resource, expiry), StandardCharsets.UTF_8) + "&se=" + expiry;
    }
}
