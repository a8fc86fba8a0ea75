package org.axletree.hub.inflow;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.axletree.core.door.DeviceLine;
import org.axletree.core.door.DeviceLineFactory;
import org.axletree.core.event.HubEvent;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.dispatch.RouteTables;
import org.axletree.hub.gate.Gate;
import org.axletree.hub.history.HubHistory;
import org.axletree.hub.history.Presence;
import org.axletree.hub.registry.RegistryRevision;
import org.axletree.hub.telemetry.HubMetrics;

/** Passes changes of the registry on to routes and live sessions, one after the other, so that the latest wins. */
@ApplicationScoped
public class ChangeRelay {
    @Resource(lookup = "java:app/axletree/DeviceLineFactory")
    private DeviceLineFactory door;

    @Inject
    private RegistryRevision revision;

    @Inject
    private RouteTables routes;

    @Inject
    private Gate gate;

    @Inject
    private Presence presence;

    @Inject
    private HubHistory history;

    @Inject
    private EventBook book;

    @Inject
    private EventVoice voice;

    @Inject
    private HubMetrics metrics;

    /** Returns when it holds for live sessions too. */
    void pass(HubEvent event) {
        try (DeviceLine line = door.line()) {
            tell(line, event);
            line.settle();
        }
    }

    private synchronized void tell(DeviceLine line, HubEvent event) {
        long changed = revision.next();
        if (event instanceof HubEvent.RoutesChanged routesChanged) {
            routes.reload(routesChanged.hubId());
        } else if (event instanceof HubEvent.DeviceChanged device) {
            refresh(line, List.of(device.deviceId()));
        } else if (event instanceof HubEvent.HubChanged hub) {
            voice.forget(hub.hubId());
            // Sessions carry the hub's name; it is in their filters and in what routes are told.
            refresh(line, presence.connectedDevicesOf(hub.hubId()));
        } else if (event instanceof HubEvent.KeyExpected expected) {
            line.expect(expected.kind());
        } else if (event instanceof HubEvent.DeviceRevoked device) {
            line.disconnectDevice(device.hubId(), device.deviceId(), device.reason(), changed);
        } else if (event instanceof HubEvent.DeviceSecurityRaised device) {
            line.disconnectInsecure(device.hubId(), device.deviceId(), Reason.DEVICE_SECURITY_RAISED, changed);
        } else if (event instanceof HubEvent.HubMoved hub) {
            line.redirectHub(hub.hubId(), hub.serverReference(), changed);
        } else if (event instanceof HubEvent.HubRevoked hub) {
            line.disconnectHub(hub.hubId(), hub.reason(), changed);
            if (hub.reason() == Reason.HUB_DELETED) {
                forget(hub.hubId());
            }
        }
    }

    private void refresh(DeviceLine line, List<String> deviceIds) {
        gate.rights(deviceIds).forEach(rights -> {
            line.refresh(rights.admitted());
            book.warn(rights.admitted(), rights.warnings(), "");
        });
    }

    private void forget(String hubId) {
        routes.reload(hubId);
        history.forget(hubId);
        voice.forget(hubId);
        metrics.forget(hubId);
    }
}
