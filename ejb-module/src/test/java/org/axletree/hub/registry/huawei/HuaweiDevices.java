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
        return certified(nodeId, fingerprint, Optional.empty(), Optional.empty());
    }

    /** One with a certificate, behind a gateway. */
    public static NewHuaweiDevice certifiedBehind(String gatewayId, String nodeId) {
        return certified(nodeId, "", Optional.of(gatewayId), Optional.empty());
    }

    /** One whose words name a hub. */
    public static NewHuaweiDevice ofApp(String appId, String nodeId) {
        return certified(nodeId, "", Optional.empty(), Optional.of(appId));
    }

    private static NewHuaweiDevice certified(
            String nodeId, String fingerprint, Optional<String> gatewayId, Optional<String> appId) {
        return new NewHuaweiDevice(
                appId,
                Optional.empty(),
                nodeId,
                "p",
                "",
                "",
                gatewayId,
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
