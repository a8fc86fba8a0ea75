package org.axletree.hub.dialect.huawei;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.Objects;
import java.util.Optional;

/**
 * A message to a device.
 *
 * @param id what the device, and whoever sent it, know it by
 * @param name for people; may be empty
 * @param content what is said, as text
 * @param base64 whether the content is Base64 of what is said
 * @param raw the bytes that are said in the place of a JSON object around the content
 * @param customTopic where it is said below {@code user/}; empty for the topic that all messages have
 */
public record DownMessage(
        String id, String name, String content, boolean base64, Optional<byte[]> raw, Optional<String> customTopic) {
    public DownMessage {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(raw, "raw");
        Objects.requireNonNull(customTopic, "customTopic");
    }

    String topic(String deviceId) {
        return customTopic
                .map(topic -> HuaweiTopic.root(deviceId) + "user/" + topic)
                .orElseGet(() -> HuaweiTopic.messagesDown(deviceId));
    }

    byte[] payload(String objectDeviceId) {
        return raw.orElseGet(() -> {
            JsonObjectBuilder json = Json.createObjectBuilder()
                    .add("object_device_id", objectDeviceId)
                    .add("id", id)
                    .add("content", content);
            if (!name.isEmpty()) {
                json.add("name", name);
            }
            return HuaweiJson.bytes(json.build());
        });
    }
}
