package org.axletree.web.huawei;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import org.axletree.hub.registry.huawei.HuaweiMessage;

/** A message to a device as Huawei's API shows it. */
final class HuaweiMessageJson {
    private HuaweiMessageJson() {}

    static JsonObjectBuilder of(HuaweiMessage message, Instant now) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("message_id", message.id());
        if (!message.name().isEmpty()) {
            json.add("name", message.name());
        }
        json.add("message", message.content())
                .add("encoding", message.base64() ? "base64" : "none")
                .add("payload_format", message.raw() ? "raw" : "standard")
                .add("topic", message.topic())
                .add("status", message.status(now).name())
                .add("created_time", HuaweiTime.of(message.createdAt()));
        message.finishedAt(now).ifPresent(at -> json.add("finished_time", HuaweiTime.of(at)));
        return json;
    }
}
