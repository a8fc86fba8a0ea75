package org.axletree.hub.registry.huawei;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.axletree.hub.registry.ArgumentCheck;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.StoredText;

/** What Huawei's words allow of a device. */
final class HuaweiArguments {
    private static final Pattern NODE_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern PRODUCT_ID = Pattern.compile("[A-Za-z0-9_-]{1,36}");
    private static final Pattern DEVICE_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{8,32}");
    private static final Pattern FINGERPRINT = Pattern.compile("(?:[0-9a-fA-F]{40}|[0-9a-fA-F]{64})?");
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_EXTENSION = 1024;
    /** A registration that waits longer for its device may as well wait for ever. */
    static final long LONGEST_TIMEOUT = 2_147_483_647L;

    private HuaweiArguments() {}

    static void check(ArgumentCheck check, NewHuaweiDevice device) {
        matches(check, "node_id", NODE_ID, device.nodeId(), "1 to 64 letters, digits, _ and -");
        matches(check, "product_id", PRODUCT_ID, device.productId(), "1 to 36 letters, digits, _ and -");
        matches(check, "device_id", DEVICE_ID, device.id(), "1 to 128 letters, digits, _ and -");
        check.description(device.description());
        deviceName(check, device.deviceName());
        extensionInfo(check, device.extensionInfo());
        device.secret().ifPresent(secret -> secret(check, "auth_info.secret", secret));
        device.secondarySecret().ifPresent(secret -> secret(check, "auth_info.secondary_secret", secret));
        fingerprint(check, "auth_info.fingerprint", device.fingerprint());
        fingerprint(check, "auth_info.secondary_fingerprint", device.secondaryFingerprint());
        if (device.timeoutSeconds() > LONGEST_TIMEOUT) {
            check.add("auth_info.timeout", "constraint", "too long (expected: 0 to " + LONGEST_TIMEOUT + " seconds)");
        }
    }

    static void deviceName(ArgumentCheck check, String name) {
        if (name.length() > LONGEST_NAME || !StoredText.isPossible(name)) {
            check.add("device_name", "constraint", "(expected: at most " + LONGEST_NAME + " characters of text)");
        }
    }

    static void extensionInfo(ArgumentCheck check, String json) {
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_EXTENSION || !StoredText.isPossible(json)) {
            check.add("extension_info", "constraint", bytes + " bytes (expected: at most " + LONGEST_EXTENSION + ")");
        }
    }

    /** Never repeats what it was given: it may be a slip of the pen away from a secret that is in use. */
    static void secret(ArgumentCheck check, String argument, String secret) {
        if (!SECRET.matcher(secret).matches()) {
            check.add(argument, "format", "is no secret (expected: 8 to 32 letters, digits, _ and -)");
        }
    }

    static void fingerprint(ArgumentCheck check, String argument, String fingerprint) {
        matches(check, argument, FINGERPRINT, fingerprint, "40 or 64 hexadecimal digits");
    }

    private static void matches(ArgumentCheck check, String argument, Pattern form, String text, String expected) {
        if (!form.matcher(text).matches()) {
            check.add(argument, "format", Problem.shown(text) + " (expected: " + expected + ")");
        }
    }
}
