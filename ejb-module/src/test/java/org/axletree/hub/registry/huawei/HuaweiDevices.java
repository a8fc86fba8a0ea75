package org.axletree.hub.registry.huawei;

import java.util.Optional;

/** Huawei devices as tests register them. */
public final class HuaweiDevices {
    private HuaweiDevices() {}

    /** One with a secret. */
    public static NewHuaweiDevice withSecret(String nodeId, String secret, long timeoutSeconds) {
        return device(nodeId, Optional.of(secret), Optional.empty(), timeoutSeconds);
    }

    /** One behind a gateway. */
    public static NewHuaweiDevice behind(String gatewayId, String nodeId) {
        return device(nodeId, Optional.empty(), Optional.of(gatewayId), 0);
    }

    /** One with a certificate. */
    public static NewHuaweiDevice withFingerprint(String nodeId, String fingerprint) {
        return new NewHuaweiDevice(
                Optional.empty(),
                Optional.empty(),
                nodeId,
                "p",
                "",
                "",
                Optional.empty(),
                "",
                true,
                Optional.empty(),
                Optional.empty(),
                fingerprint,
                "",
                true,
                0);
    }

    private static NewHuaweiDevice device(
            String nodeId, Optional<String> secret, Optional<String> gatewayId, long timeoutSeconds) {
        return new NewHuaweiDevice(
                Optional.empty(),
                Optional.empty(),
                nodeId,
                "p",
                "name of " + nodeId,
                "",
                gatewayId,
                "",
                false,
                secret,
                Optional.empty(),
                "",
                "",
                true,
                timeoutSeconds);
    }
}
