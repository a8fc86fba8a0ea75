package org.axletree.web.huawei;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Duration;
import org.axletree.hub.registry.huawei.HuaweiCommand;

/** Commands that devices answer some time, in the words of Huawei's API. */
final class HuaweiCommandJson {
    private HuaweiCommandJson() {}

    static JsonObjectBuilder of(String deviceId, HuaweiCommand command) {
        JsonObjectBuilder json =
                Json.createObjectBuilder().add("device_id", deviceId).add("command_id", command.id());
        if (!command.serviceId().isEmpty()) {
            json.add("service_id", command.serviceId());
        }
        json.add("command_name", command.commandName())
                .add("paras", value(command.paras()))
                .add(
                        "expire_time",
                        Duration.between(command.createdAt(), command.expiresAt())
                                .toSeconds())
                .add("send_strategy", command.delayed() ? "delay" : "immediately")
                .add("status", command.status().name())
                .add("created_time", HuaweiTime.of(command.createdAt()));
        command.sentAt().ifPresent(at -> json.add("sent_time", HuaweiTime.of(at)));
        command.deliveredAt().ifPresent(at -> json.add("delivered_time", HuaweiTime.of(at)));
        command.answeredAt().ifPresent(at -> json.add("response_time", HuaweiTime.of(at)));
        command.answer().ifPresent(answer -> json.add("result", value(answer)));
        return json;
    }

    private static JsonValue value(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readValue();
        }
    }
}
