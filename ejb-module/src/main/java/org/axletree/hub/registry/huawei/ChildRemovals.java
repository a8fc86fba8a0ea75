package org.axletree.hub.registry.huawei;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.axletree.hub.registry.device.DeviceRemoval;

/** Knows of devices that are deleted whose they were, while their rows are there. */
@ApplicationScoped
public class ChildRemovals {
    private Event<ChildRemoved> removed;

    /** For the container. */
    protected ChildRemovals() {}

    @Inject
    public ChildRemovals(Event<ChildRemoved> removed) {
        this.removed = removed;
    }

    void removing(@Observes DeviceRemoval removal) {
        if (removal.dialect().equals(HuaweiDeviceService.DIALECT)) {
            removal.parentId().ifPresent(gateway -> removing(removal, gateway));
        }
    }

    private void removing(DeviceRemoval removal, String gatewayDeviceId) {
        EntityManager entities = removal.entities();
        HuaweiDeviceRow child = entities.find(HuaweiDeviceRow.class, removal.deviceId());
        HuaweiDeviceRow gateway = entities.find(HuaweiDeviceRow.class, gatewayDeviceId);
        removed.fire(new ChildRemoved(
                removal.hubId(),
                gatewayDeviceId,
                gateway.huaweiId,
                child.huaweiId,
                child.nodeId,
                child.productId,
                child.deviceName));
    }
}
