package org.axletree.cli.azure;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.axletree.cli.api.Connection;
import org.axletree.cli.terminal.Failure;

/** Shared access signatures. */
final class AzureSas {
    private AzureSas() {}

    /**
     * @param resource that it is for, as {@code host/devices/id}
     * @param policy whose key it is; none for a device's own
     */
    static String token(String resource, String key, Optional<String> policy, long seconds) {
        String encoded = Connection.encoded(resource);
        long expiry = Instant.now().getEpochSecond() + seconds;
        String signature = Connection.encoded(Base64.getEncoder().encodeToString(signed(key, encoded + "\n" + expiry)));
        return "SharedAccessSignature sr=" + encoded + "&sig=" + signature + "&se=" + expiry
                + policy.map(name -> "&skn=" + name).orElse("");
    }

    private static byte[] signed(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | GeneralSecurityException unusable) {
            throw Failure.failed("the key cannot sign (expected: Base64)");
        }
    }
}
