package org.axletree.hub.registry.huawei;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** What only a Huawei device has. Its {@code DeviceRow} is audited; this one adds nothing that has to be. */
@Entity
@Table(name = "huawei_device")
public class HuaweiDeviceRow {
    @Id
    @Column(name = "device_id")
    String deviceId;

    @Column(name = "huawei_id", updatable = false)
    String huaweiId;

    @Column(name = "product_id", updatable = false)
    String productId;

    @Column(name = "node_id", updatable = false)
    String nodeId;

    @Column(name = "device_name")
    String deviceName;

    /** A JSON object, or empty. */
    @Column(name = "extension_info")
    String extensionInfo;

    @Column(name = "timeout_seconds", updatable = false)
    long timeoutSeconds;

    @Column(name = "expires_at")
    Long expiresAt;

    @Column(name = "activated_at")
    Long activatedAt;

    @Column(name = "child_status")
    String childStatus;

    static HuaweiDeviceRow of(String deviceId, NewHuaweiDevice device, long now) {
        HuaweiDeviceRow row = new HuaweiDeviceRow();
        row.deviceId = deviceId;
        row.huaweiId = device.id();
        row.productId = device.productId();
        row.nodeId = device.nodeId();
        row.deviceName = device.deviceName();
        row.extensionInfo = device.extensionInfo();
        row.timeoutSeconds = device.timeoutSeconds();
        // A child never connects itself, so that it cannot be late.
        row.expiresAt = device.timeoutSeconds() == 0 || device.gatewayId().isPresent()
                ? null
                : now + device.timeoutSeconds() * 1000;
        return row;
    }

    /** Whether the registration has ended because the device did not connect in time. */
    boolean isExpired(Instant now) {
        return expiresAt != null && now.toEpochMilli() >= expiresAt;
    }

    Optional<Instant> activatedAt() {
        return Optional.ofNullable(activatedAt).map(Instant::ofEpochMilli);
    }
}
