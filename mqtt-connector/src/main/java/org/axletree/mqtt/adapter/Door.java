package org.axletree.mqtt.adapter;

import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.WorkManager;
import org.axletree.core.door.Admission;
import org.axletree.core.door.DeviceLine;
import org.axletree.core.door.DoorSettings;
import org.axletree.core.door.DoorStatus;
import org.axletree.core.door.ServerIdentity;
import org.axletree.core.message.Message;
import org.axletree.core.outcome.Reason;

/** The door. Deploys and answers; the listeners follow. */
final class Door implements DeviceLine {
    Door(WorkManager works) {}

    void attach(MessageEndpointFactory factory) {}

    void detach(MessageEndpointFactory factory) {}

    @Override
    public void open(DoorSettings settings) {}

    @Override
    public void renew(ServerIdentity identity) {}

    @Override
    public void refresh(Admission.Admitted admitted) {}

    @Override
    public void disconnectDevice(String hubId, String deviceId, Reason reason, long revision) {}

    @Override
    public void disconnectInsecure(String hubId, String deviceId, Reason reason, long revision) {}

    @Override
    public void disconnectHub(String hubId, Reason reason, long revision) {}

    @Override
    public void publish(String hubId, Message message) {}

    @Override
    public DoorStatus status() {
        return new DoorStatus(DoorStatus.State.CLOSED, "", 0, 0, 0, 0, 0, true, 0, 0, 0, 0);
    }

    @Override
    public void close() {}
}
