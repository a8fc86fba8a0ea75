package org.axletree.web.rest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.axletree.core.filter.MessageFilter;
import org.axletree.core.filter.MessageFilters;
import org.axletree.hub.registry.device.CreatedDevice;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DevicePatch;
import org.axletree.hub.registry.device.NewDevice;
import org.axletree.hub.registry.device.Proof;

/** Devices in the API's words (scaleway.md section 2). */
final class DeviceJson {
    static final Set<String> NEW_FIELDS =
            Set.of("name", "hub_id", "allow_insecure", "allow_multiple_connections", "message_filters", "description");
    static final Set<String> PATCH_FIELDS =
            Set.of("description", "allow_insecure", "allow_multiple_connections", "message_filters", "hub_id", "name");

    static final Set<String> DELETED_FIELDS = Set.of("device_ids");

    private DeviceJson() {}

    static Set<String> deleted(JsonBody body) {
        Set<String> ids = new LinkedHashSet<>(body.texts("device_ids"));
        body.done();
        return ids;
    }

    static NewDevice newDevice(String region, JsonBody body) {
        Optional<JsonBody> filters = body.object("message_filters", FilterJson.FILTERS_FIELDS);
        NewDevice device = new NewDevice(
                region,
                body.requiredText("hub_id"),
                body.requiredText("name"),
                body.text("description").orElse(""),
                body.flag("allow_insecure").orElse(false),
                body.flag("allow_multiple_connections").orElse(false),
                new MessageFilters(
                        FilterJson.read(filters, "publish").orElse(MessageFilter.EVERYTHING),
                        FilterJson.read(filters, "subscribe").orElse(MessageFilter.EVERYTHING)));
        body.done();
        return device;
    }

    static DevicePatch patch(JsonBody body) {
        Optional<JsonBody> filters = body.object("message_filters", FilterJson.FILTERS_FIELDS);
        DevicePatch patch = new DevicePatch(
                body.text("description"),
                body.flag("allow_insecure"),
                body.flag("allow_multiple_connections"),
                FilterJson.read(filters, "publish"),
                FilterJson.read(filters, "subscribe"),
                body.filledText("hub_id"));
        body.refuse("name", "a device keeps its name (expected: null)");
        body.done();
        return patch;
    }

    /** @param proof what the device proves itself with */
    static JsonObject of(Device device, Proof proof) {
        return Json.createObjectBuilder()
                .add("id", device.id())
                .add("name", device.name())
                .add("description", device.description())
                .add("status", device.enabled() ? "enabled" : "disabled")
                .add("hub_id", device.hubId())
                .add("last_activity_at", ApiTime.of(device.lastActivityAt()))
                .add("is_connected", device.connected())
                .add("allow_insecure", device.allowInsecure())
                .add("allow_multiple_connections", device.allowMultipleConnections())
                .add("message_filters", FilterJson.of(device.messageFilters()))
                .add("has_custom_certificate", device.hasCustomCertificate())
                .add("created_at", ApiTime.of(device.createdAt()))
                .add("updated_at", ApiTime.of(device.updatedAt()))
                .add("region", device.region())
                .add("dialect", device.dialect())
                .add("credential", proof.name().toLowerCase(Locale.ROOT))
                .build();
    }

    static JsonObject of(CreatedDevice created, Proof proof) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("device", of(created.device(), proof));
        created.certificate()
                .ifPresent(certificate -> json.add(
                        "certificate",
                        Json.createObjectBuilder()
                                .add("crt", certificate.certificatePem())
                                .add("key", certificate.keyPem())));
        return json.build();
    }
}
