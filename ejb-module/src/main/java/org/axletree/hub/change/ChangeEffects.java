package org.axletree.hub.change;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.LongConsumer;
import org.axletree.core.event.RegistryChange;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.delivery.RouteDeliveries;
import org.axletree.hub.dispatch.RouteTables;
import org.axletree.hub.door.Doors;
import org.axletree.hub.event.EventPublisher;
import org.axletree.hub.event.EventRecorder;
import org.axletree.hub.gate.Gate;
import org.axletree.hub.gate.Rights;
import org.axletree.hub.history.HubHistory;
import org.axletree.hub.history.Presence;
import org.axletree.hub.live.LiveFeed;
import org.axletree.hub.registry.huawei.ObjectDevices;
import org.axletree.hub.registry.object.ObjectModelService;
import org.axletree.hub.telemetry.HubMetrics;

/** What each kind of change means to routes and live sessions, given the registry's revision after the change. */
@ApplicationScoped
public class ChangeEffects implements RegistryChange.Cases<LongConsumer> {
    @Inject
    private Doors doors;

    @Inject
    private RouteDeliveries deliveries;

    @Inject
    private RouteTables routes;

    @Inject
    private Gate gate;

    @Inject
    private Presence presence;

    @Inject
    private HubHistory history;

    @Inject
    private EventRecorder events;

    @Inject
    private EventPublisher publisher;

    @Inject
    private HubMetrics metrics;

    @Inject
    private LiveFeed live;

    @Inject
    private ObjectModelService objectModels;

    @Inject
    private ObjectDevices objectDevices;

    @Override
    public LongConsumer routesChanged(RegistryChange.RoutesChanged change) {
        return revision -> reloadRoutes(change.hubId());
    }

    @Override
    public LongConsumer deviceChanged(RegistryChange.DeviceChanged change) {
        return revision -> refresh(List.of(change.deviceId()));
    }

    @Override
    public LongConsumer deviceRevoked(RegistryChange.DeviceRevoked change) {
        return revision -> {
            doors.disconnectDevice(change.hubId(), change.deviceId(), change.reason(), revision);
            if (change.reason() == Reason.DEVICE_DELETED) {
                objectDevices.forget(change.deviceId());
            }
        };
    }

    @Override
    public LongConsumer deviceSecurityRaised(RegistryChange.DeviceSecurityRaised change) {
        return revision ->
                doors.disconnectInsecure(change.hubId(), change.deviceId(), Reason.DEVICE_SECURITY_RAISED, revision);
    }

    /** Sessions carry the hub's name: it is in their filters and in what routes are told. */
    @Override
    public LongConsumer hubChanged(RegistryChange.HubChanged change) {
        return revision -> {
            publisher.forget(change.hubId());
            refresh(presence.connectedDevicesOf(change.hubId()));
        };
    }

    @Override
    public LongConsumer hubMoved(RegistryChange.HubMoved change) {
        return revision -> doors.redirectHub(change.hubId(), change.serverReference(), revision);
    }

    @Override
    public LongConsumer hubRevoked(RegistryChange.HubRevoked change) {
        return revision -> {
            doors.disconnectHub(change.hubId(), change.reason(), revision);
            if (change.reason() == Reason.HUB_DELETED) {
                forget(change.hubId());
            }
        };
    }

    @Override
    public LongConsumer keyExpected(RegistryChange.KeyExpected change) {
        return revision -> doors.expect(change.kind());
    }

    @Override
    public LongConsumer objectModelsChanged(RegistryChange.ObjectModelsChanged change) {
        return revision -> doors.describe(objectModels.of(change.hubId()));
    }

    private void refresh(List<String> deviceIds) {
        List<Rights> rights = gate.rights(deviceIds);
        doors.refresh(rights.stream().map(Rights::admitted).toList());
        rights.forEach(each -> events.warn(each.admitted(), each.warnings(), ""));
    }

    /** Whoever delivers knows a route before the first message comes for it. */
    private void reloadRoutes(String hubId) {
        deliveries.reload(hubId);
        routes.reload(hubId);
    }

    private void forget(String hubId) {
        reloadRoutes(hubId);
        history.forget(hubId);
        publisher.forget(hubId);
        metrics.forget(hubId);
        live.end(hubId, Reason.HUB_DELETED);
        objectDevices.forgetDeleted();
    }
}
