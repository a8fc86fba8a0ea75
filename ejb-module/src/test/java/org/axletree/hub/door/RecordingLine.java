package org.axletree.hub.door;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axletree.core.door.Admission;
import org.axletree.core.door.DeviceLine;
import org.axletree.core.door.DoorSettings;
import org.axletree.core.door.DoorStatus;
import org.axletree.core.door.KeyKind;
import org.axletree.core.door.ServerIdentity;
import org.axletree.core.door.Telling;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.Message;
import org.axletree.core.outcome.Reason;

/** A line to a door that is not there: it writes down what it is told. */
public final class RecordingLine implements DeviceLine {
    /** One line for everything that was told, as {@code publish h a/b}, in order. */
    public final List<String> told = new CopyOnWriteArrayList<>();

    /** What {@link #publish} answers. */
    public volatile boolean takes = true;

    /** What {@link #tell} answers. */
    public volatile CompletionStage<Telling> telling = CompletableFuture.completedFuture(Telling.ABSENT);

    @Override
    public boolean publish(String hubId, Message message) {
        if (takes) {
            told.add("publish " + hubId + " " + message.topic());
        }
        return takes;
    }

    @Override
    public CompletionStage<Telling> tell(String hubId, String deviceId, HubMessage message) {
        told.add("tell " + hubId + " " + deviceId + " " + message.topic());
        return telling;
    }

    @Override
    public void open(DoorSettings settings) {
        told.add("open");
    }

    @Override
    public void renew(ServerIdentity identity) {
        told.add("renew");
    }

    @Override
    public void expect(KeyKind kind) {
        told.add("expect " + kind);
    }

    @Override
    public void refresh(Admission.Admitted admitted) {
        told.add("refresh " + admitted.identity().deviceId());
    }

    @Override
    public void disconnectDevice(String hubId, String deviceId, Reason reason, long revision) {
        told.add("disconnect " + hubId + " " + deviceId + " " + reason + " " + revision);
    }

    @Override
    public void disconnectInsecure(String hubId, String deviceId, Reason reason, long revision) {
        told.add("disconnect insecure " + hubId + " " + deviceId + " " + reason + " " + revision);
    }

    @Override
    public void disconnectHub(String hubId, Reason reason, long revision) {
        told.add("disconnect " + hubId + " " + reason + " " + revision);
    }

    @Override
    public void redirectHub(String hubId, String serverReference, long revision) {
        told.add("redirect " + hubId + " " + serverReference + " " + revision);
    }

    @Override
    public void settle() {
        told.add("settle");
    }

    @Override
    public DoorStatus status() {
        throw new UnsupportedOperationException("status of no door");
    }

    @Override
    public void close() {
        // There is nothing to give back.
    }
}
