package org.axletree.hub.dialect.huawei;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.Qos;
import org.axletree.hub.door.Doors;
import org.axletree.hub.registry.huawei.ChildRemoved;
import org.axletree.hub.registry.huawei.HuaweiDevice;

/**
 * Tells gateways that are connected which devices their owner put behind them or took away. One that is away is not told: it asks
 * when it is back, by {@code sub_device_sync_request}.
 */
@ApplicationScoped
public class GatewayNotices {
    private static final String SERVICE = "$sub_device_manager";

    private Doors doors;
    private final Clock clock = Clock.systemUTC();

    /** For the container's proxy. */
    protected GatewayNotices() {}

    @Inject
    public GatewayNotices(Doors doors) {
        this.doors = doors;
    }

    /** A device was registered; nothing is said of one that stands behind no gateway. */
    public void added(HuaweiDevice device) {
        device.gatewayId()
                .ifPresent(gateway -> tell(
                        device.device().hubId(),
                        device.device().parentId().orElseThrow(),
                        gateway,
                        "add_sub_device_notify",
                        SubDevices.json(device)));
    }

    /** A device was deleted, in whatever words. */
    void deleted(@Observes(during = TransactionPhase.AFTER_SUCCESS) ChildRemoved child) {
        tell(
                child.hubId(),
                child.gatewayDeviceId(),
                child.gatewayId(),
                "delete_sub_device_notify",
                Json.createObjectBuilder()
                        .add("parent_device_id", child.gatewayId())
                        .add("node_id", child.nodeId())
                        .add("device_id", child.id())
                        .add("name", child.deviceName())
                        .add("product_id", child.productId()));
    }

    private void tell(String hubId, String gatewayDeviceId, String gateway, String type, JsonObjectBuilder child) {
        Instant now = clock.instant();
        JsonObject paras = SubDevices.changes(now, Json.createArrayBuilder().add(child));
        doors.tell(
                hubId,
                gatewayDeviceId,
                new HubMessage(
                        HuaweiTopic.eventsDown(gateway),
                        Qos.AT_LEAST_ONCE,
                        false,
                        now.toEpochMilli(),
                        HuaweiJson.bytes(event(gateway, type, now, paras))));
    }

    private static JsonObject event(String gateway, String type, Instant now, JsonObject paras) {
        return HuaweiJson.events(
                gateway,
                Json.createArrayBuilder()
                        .add(HuaweiJson.event(SERVICE, type, now, paras)
                                .add("event_id", UUID.randomUUID().toString())));
    }
}
