package org.axletree.hub.dialect.huawei;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.huawei.HuaweiAddress;
import org.axletree.hub.registry.huawei.HuaweiDevice;
import org.axletree.hub.registry.huawei.HuaweiDeviceService;
import org.axletree.hub.registry.huawei.HuaweiQuery;
import org.axletree.hub.registry.huawei.HuaweiStatus;
import org.axletree.hub.registry.huawei.NewHuaweiDevice;

/** What a gateway asks about the devices behind it: to add and delete them, who they are, and how they are doing. */
@ApplicationScoped
public class SubDevices {
    /** Stands in all names of the service, with which SDKs are not of one mind. */
    static final String WORD = "sub_device";

    /** Devices in one request: each is a transaction. */
    private static final int MOST = 50;

    /** Devices that one answer lists: as many as fit into a message of the cloud. */
    private static final int MOST_LISTED = 1_000;

    private static final String FAILED = "failed_devices";
    private static final String SUCCESSFUL = "successful_devices";
    private static final String INVALID = "IOTDA.000006";

    private HuaweiDeviceService devices;
    private final Clock clock = Clock.systemUTC();

    /** For the container's proxy. */
    protected SubDevices() {}

    @Inject
    public SubDevices(HuaweiDeviceService devices) {
        this.devices = devices;
    }

    /** What the gateway is told: the event's type and its parameters. */
    record Answer(String type, JsonObject paras) {}

    /** Empty where the event is of another service, or asks for nothing. */
    Optional<Answer> answer(DeviceIdentity gateway, String service, String type, JsonObject paras) {
        if (!service.contains(WORD)) {
            return Optional.empty();
        }
        HuaweiAddress address = devices.addressOf(gateway.deviceName());
        String id = gateway.deviceName();
        return switch (type) {
            case "add_sub_device_request" ->
                Optional.of(new Answer("add_sub_device_response", add(address, id, paras)));
            case "delete_sub_device_request" ->
                Optional.of(new Answer("delete_sub_device_response", delete(address, id, paras)));
            case "sub_device_update_status" ->
                Optional.of(new Answer("sub_device_update_status_response", update(address, id, paras)));
            case "sub_device_sync_request" -> Optional.of(new Answer("add_sub_device_notify", all(address, id)));
            default -> Optional.empty();
        };
    }

    private JsonObject add(HuaweiAddress address, String gateway, JsonObject paras) {
        JsonArrayBuilder successful = Json.createArrayBuilder();
        JsonArrayBuilder failed = Json.createArrayBuilder();
        for (JsonObject wish : first(HuaweiJson.objects(paras, "devices"))) {
            try {
                successful.add(json(devices.create(address, child(gateway, wish), HuaweiFilters.OWN_TOPICS)
                        .device()));
            } catch (ProblemException refused) {
                failed.add(Json.createObjectBuilder()
                        .add("node_id", HuaweiJson.text(wish, "node_id"))
                        .add("product_id", HuaweiJson.text(wish, "product_id"))
                        .add("error_code", INVALID)
                        .add("error_msg", refused.getMessage()));
            }
        }
        return both(successful, failed);
    }

    private static NewHuaweiDevice child(String gateway, JsonObject wish) {
        return new NewHuaweiDevice(
                Optional.empty(),
                Optional.of(HuaweiJson.text(wish, "device_id")).filter(id -> !id.isEmpty()),
                HuaweiJson.text(wish, "node_id"),
                HuaweiJson.text(wish, "product_id"),
                HuaweiJson.text(wish, "name"),
                HuaweiJson.text(wish, "description"),
                Optional.of(gateway),
                wish.get("extension_info") instanceof JsonObject info ? info.toString() : "",
                false,
                Optional.empty(),
                Optional.empty(),
                "",
                "",
                true,
                0);
    }

    private JsonObject delete(HuaweiAddress address, String gateway, JsonObject paras) {
        JsonArrayBuilder successful = Json.createArrayBuilder();
        JsonArrayBuilder failed = Json.createArrayBuilder();
        for (String id : first(HuaweiJson.texts(paras, "devices"))) {
            try {
                devices.deleteChild(address, gateway, id);
                successful.add(id);
            } catch (ProblemException refused) {
                failed.add(failure(id, refused));
            }
        }
        return both(successful, failed);
    }

    private JsonObject update(HuaweiAddress address, String gateway, JsonObject paras) {
        JsonArrayBuilder successful = Json.createArrayBuilder();
        JsonArrayBuilder failed = Json.createArrayBuilder();
        for (JsonObject each : first(HuaweiJson.objects(paras, "device_statuses"))) {
            String id = HuaweiJson.text(each, "device_id");
            String status = HuaweiJson.text(each, "status");
            try {
                devices.childStatus(address, gateway, id, status(status));
                successful.add(Json.createObjectBuilder().add("device_id", id).add("status", status));
            } catch (ProblemException refused) {
                failed.add(failure(id, refused));
            }
        }
        return both(successful, failed);
    }

    private static HuaweiStatus status(String text) {
        return switch (text) {
            case "ONLINE" -> HuaweiStatus.ONLINE;
            case "OFFLINE" -> HuaweiStatus.OFFLINE;
            default -> throw ProblemException.invalid("status", "unknown", "(expected: ONLINE or OFFLINE)");
        };
    }

    private JsonObject all(HuaweiAddress address, String gateway) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        HuaweiQuery children = new HuaweiQuery(
                Optional.empty(), Optional.of(gateway), Optional.empty(), Optional.empty(), "", MOST_LISTED);
        devices.list(address, Optional.empty(), children).forEach(child -> list.add(json(child)));
        return changes(clock.instant(), list);
    }

    /** The clock for a version: whatever the gateway has is older. */
    static JsonObject changes(Instant now, JsonArrayBuilder devices) {
        return Json.createObjectBuilder()
                .add("version", now.getEpochSecond())
                .add("devices", devices)
                .build();
    }

    static JsonObjectBuilder json(HuaweiDevice child) {
        return Json.createObjectBuilder()
                .add("parent_device_id", child.gatewayId().orElse(""))
                .add("node_id", child.nodeId())
                .add("device_id", child.id())
                .add("name", child.deviceName())
                .add("description", child.device().description())
                .add("product_id", child.productId())
                .add("status", child.status().name());
    }

    private static JsonObjectBuilder failure(String id, ProblemException refused) {
        return Json.createObjectBuilder()
                .add("device_id", id)
                .add("error_code", INVALID)
                .add("error_msg", refused.getMessage());
    }

    private static <T> List<T> first(List<T> all) {
        if (all.size() > MOST) {
            throw ProblemException.invalid("devices", "constraint", all.size() + " (expected: at most " + MOST + ")");
        }
        return all;
    }

    private static JsonObject both(JsonArrayBuilder successful, JsonArrayBuilder failed) {
        return Json.createObjectBuilder()
                .add(SUCCESSFUL, successful)
                .add(FAILED, failed)
                .build();
    }
}
