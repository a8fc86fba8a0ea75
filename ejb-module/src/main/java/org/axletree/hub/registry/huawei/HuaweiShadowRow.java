package org.axletree.hub.registry.huawei;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.StringReader;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A service's part of a device's shadow. The device writes it as well, so that it is state and no setting: not audited. */
@Entity
@Table(name = "huawei_shadow")
public class HuaweiShadowRow {
    // Json's own methods look for the implementation each time, which takes longer than the reading.
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    @Id
    String id;

    @Column(name = "device_id")
    String deviceId;

    @Column(name = "service_id")
    String serviceId;

    /** Of what is wanted; not the row's own. */
    @Column(name = "shadow_version")
    long shadowVersion;

    String desired = "{}";

    @Column(name = "desired_at")
    Long desiredAt;

    String reported = "{}";

    @Column(name = "reported_at")
    Long reportedAt;

    static String idOf(String deviceId, String serviceId) {
        return deviceId + "/" + serviceId;
    }

    JsonObject desiredProperties() {
        return read(desired);
    }

    JsonObject reportedProperties() {
        return read(reported);
    }

    private static JsonObject read(String text) {
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    HuaweiShadow toShadow() {
        return new HuaweiShadow(
                serviceId,
                shadowVersion,
                desiredProperties(),
                Optional.ofNullable(desiredAt).map(Instant::ofEpochMilli),
                reportedProperties(),
                Optional.ofNullable(reportedAt).map(Instant::ofEpochMilli));
    }
}
