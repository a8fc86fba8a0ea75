package org.axletree.web.rest;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.axletree.hub.registry.firmware.FirmwareImage;
import org.axletree.hub.registry.firmware.FirmwareUpdate;

/** Firmware in the API's words. */
final class FirmwareJson {
    static final Set<String> UPLOAD_FIELDS = Set.of("hub_id", "name", "content");
    static final Set<String> START_FIELDS = Set.of("firmware_id", "transfer");
    static final Map<String, FirmwareUpdate.Transfer> TRANSFERS = Map.of(
            "push", FirmwareUpdate.Transfer.PUSH,
            "coap", FirmwareUpdate.Transfer.COAP,
            "https", FirmwareUpdate.Transfer.HTTPS);

    private FirmwareJson() {}

    static JsonObject of(FirmwareImage image) {
        return Json.createObjectBuilder()
                .add("id", image.id())
                .add("hub_id", image.hubId())
                .add("name", image.name())
                .add("size", image.size())
                .add("sha256", image.sha256())
                .add("created_at", ApiTime.of(image.createdAt()))
                .build();
    }

    static JsonObject of(List<FirmwareImage> images) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        images.forEach(image -> list.add(of(image)));
        return Json.createObjectBuilder()
                .add("total_count", images.size())
                .add("firmware", list)
                .build();
    }

    static JsonObject of(FirmwareUpdate update) {
        return Json.createObjectBuilder()
                .add("device_id", update.deviceId())
                .add("firmware_id", update.imageId())
                .add("transfer", word(update.transfer()))
                .add("state", word(update.state()))
                .add("result", update.result())
                .add("detail", update.detail())
                .add("started_at", ApiTime.of(update.startedAt()))
                .add("updated_at", ApiTime.of(update.changedAt()))
                .build();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
