package org.axletree.hub.dialect.huawei;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.Qos;
import org.axletree.hub.door.Doors;
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
        tell(device, "add_sub_device_notify");
    }

    /** A device was deleted; likewise. */
    public void deleted(HuaweiDevice device) {
        tell(device, "delete_sub_device_notify");
    }

    private void tell(HuaweiDevice child, String type) {
        if (child.gatewayId().isEmpty() || child.device().parentId().isEmpty()) {
            return;
        }
        String gateway = child.gatewayId().get();
        Instant now = clock.instant();
        doors.tell(
                child.device().hubId(),
                child.device().parentId().get(),
                new HubMessage(
                        HuaweiTopic.eventsDown(gateway),
                        Qos.AT_LEAST_ONCE,
                        false,
                        now.toEpochMilli(),
                        HuaweiJson.bytes(event(gateway, child, type, now))));
    }

    private static JsonObject event(String gateway, HuaweiDevice child, String type, Instant now) {
        JsonObject paras = SubDevices.changes(now, Json.createArrayBuilder().add(SubDevices.json(child)));
        return HuaweiJson.events(
                gateway,
                Json.createArrayBuilder()
                        .add(HuaweiJson.event(SERVICE, type, now, paras)
                                .add("event_id", UUID.randomUUID().toString())));
    }
}
