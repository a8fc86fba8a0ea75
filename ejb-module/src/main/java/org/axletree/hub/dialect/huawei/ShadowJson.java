package org.axletree.hub.dialect.huawei;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Optional;
import org.axletree.hub.registry.huawei.HuaweiShadow;

/** A service's part of a shadow in Huawei's words, as devices and programs get it. */
public final class ShadowJson {
    private ShadowJson() {}

    public static JsonObject of(HuaweiShadow shadow) {
        return Json.createObjectBuilder()
                .add("service_id", shadow.serviceId())
                .add("desired", part(shadow.desired(), shadow.desiredAt()))
                .add("reported", part(shadow.reported(), shadow.reportedAt()))
                .add("version", shadow.version())
                .build();
    }

    private static JsonObjectBuilder part(JsonObject properties, Optional<Instant> at) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("properties", properties);
        at.ifPresent(time -> json.add("event_time", HuaweiJson.time(time)));
        return json;
    }
}
