package org.axletree.web.console.device;

import java.io.Serializable;
import java.util.Optional;
import org.axletree.hub.registry.huawei.NewHuaweiDevice;
import org.axletree.web.console.Typed;

/** What a form says of a new Huawei device, which an LwM2M device is too. */
public final class HuaweiDraft implements Serializable {
    private static final long serialVersionUID = 1L;

    private String productId = "";
    private String nodeId = "";
    private String deviceId = "";
    private String deviceName = "";
    private String gatewayId = "";
    private String proof = "secret";
    private String secret = "";
    private String fingerprint = "";

    /** As Huawei's API has it. */
    NewHuaweiDevice device(String description, boolean allowInsecure) {
        return new NewHuaweiDevice(
                Optional.empty(),
                filled(deviceId),
                nodeId,
                productId,
                deviceName,
                description,
                filled(gatewayId),
                "",
                isCertificate(),
                isCertificate() ? Optional.empty() : filled(secret),
                Optional.empty(),
                isCertificate() ? fingerprint : "",
                "",
                !allowInsecure,
                0);
    }

    private static Optional<String> filled(String text) {
        return Optional.of(text).filter(given -> !given.isEmpty());
    }

    /** Whether something is filled in that not everybody needs. */
    public boolean isMore() {
        return !(deviceId + deviceName + gatewayId).isEmpty();
    }

    public boolean isCertificate() {
        return proof.equals("certificate");
    }

    /** {@code secret} or {@code certificate}. */
    public String getProof() {
        return proof;
    }

    public void setProof(String proof) {
        this.proof = proof == null ? "secret" : proof;
    }

    public String getProductId() {
        return productId;
    }

    public void setProductId(String productId) {
        this.productId = Typed.stripped(productId);
    }

    public String getNodeId() {
        return nodeId;
    }

    public void setNodeId(String nodeId) {
        this.nodeId = Typed.stripped(nodeId);
    }

    public String getDeviceId() {
        return deviceId;
    }

    public void setDeviceId(String deviceId) {
        this.deviceId = Typed.stripped(deviceId);
    }

    public String getDeviceName() {
        return deviceName;
    }

    public void setDeviceName(String deviceName) {
        this.deviceName = Typed.stripped(deviceName);
    }

    public String getGatewayId() {
        return gatewayId;
    }

    public void setGatewayId(String gatewayId) {
        this.gatewayId = Typed.stripped(gatewayId);
    }

    public String getSecret() {
        return secret;
    }

    public void setSecret(String secret) {
        this.secret = Typed.stripped(secret);
    }

    public String getFingerprint() {
        return fingerprint;
    }

    public void setFingerprint(String fingerprint) {
        this.fingerprint = Typed.fingerprint(fingerprint);
    }
}
