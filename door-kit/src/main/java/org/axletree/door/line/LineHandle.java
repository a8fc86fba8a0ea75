package org.axletree.door.line;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.axletree.core.door.Admission;
import org.axletree.core.door.Delivered;
import org.axletree.core.door.DeviceLine;
import org.axletree.core.door.DoorSettings;
import org.axletree.core.door.DoorStatus;
import org.axletree.core.door.Hearer;
import org.axletree.core.door.KeyKind;
import org.axletree.core.door.ObjectAnswer;
import org.axletree.core.door.ObjectModels;
import org.axletree.core.door.ObjectRequest;
import org.axletree.core.door.RetainedPage;
import org.axletree.core.door.ServerIdentity;
import org.axletree.core.door.SessionState;
import org.axletree.core.door.Telling;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.Message;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.TopicFilter;

/** A handle as JCA wants it: works until it is closed, and hands everything on to the door. */
public final class LineHandle implements DeviceLine {
    private volatile LineManagedConnection connection;

    LineHandle(LineManagedConnection connection) {
        this.connection = connection;
    }

    void moveTo(LineManagedConnection other) {
        LineManagedConnection before = connection;
        if (before != null) {
            before.left(this);
        }
        connection = other;
    }

    void invalidate() {
        connection = null;
    }

    private DeviceLine door() {
        LineManagedConnection current = connection;
        if (current == null) {
            throw new IllegalStateException("device line: closed (expected: a handle that is still open)");
        }
        return current.door();
    }

    @Override
    public void open(DoorSettings settings) {
        door().open(settings);
    }

    @Override
    public void renew(ServerIdentity identity) {
        door().renew(identity);
    }

    @Override
    public void expect(KeyKind kind) {
        door().expect(kind);
    }

    @Override
    public void refresh(Admission.Admitted admitted) {
        door().refresh(admitted);
    }

    @Override
    public void disconnectDevice(String hubId, String deviceId, Reason reason, long revision) {
        door().disconnectDevice(hubId, deviceId, reason, revision);
    }

    @Override
    public void disconnectInsecure(String hubId, String deviceId, Reason reason, long revision) {
        door().disconnectInsecure(hubId, deviceId, reason, revision);
    }

    @Override
    public void disconnectHub(String hubId, Reason reason, long revision) {
        door().disconnectHub(hubId, reason, revision);
    }

    @Override
    public void redirectHub(String hubId, String serverReference, long revision) {
        door().redirectHub(hubId, serverReference, revision);
    }

    @Override
    public void settle() {
        door().settle();
    }

    @Override
    public boolean publish(String hubId, Message message) {
        return door().publish(hubId, message);
    }

    @Override
    public void describe(ObjectModels models) {
        door().describe(models);
    }

    @Override
    public CompletionStage<Telling> tell(String hubId, String deviceId, HubMessage message) {
        return door().tell(hubId, deviceId, message);
    }

    @Override
    public CompletionStage<ObjectAnswer> operate(String hubId, String deviceId, ObjectRequest request) {
        return door().operate(hubId, deviceId, request);
    }

    @Override
    public List<Hearer> hearers(String hubId, String topic, int most) {
        return door().hearers(hubId, topic, most);
    }

    @Override
    public Map<String, Integer> connections() {
        return door().connections();
    }

    @Override
    public Map<String, Delivered> delivered() {
        return door().delivered();
    }

    @Override
    public CompletionStage<List<SessionState>> sessions(String hubId, String deviceId) {
        return door().sessions(hubId, deviceId);
    }

    @Override
    public CompletionStage<Integer> closeSessions(
            String hubId, String deviceId, Optional<String> clientId, boolean forGood) {
        return door().closeSessions(hubId, deviceId, clientId, forGood);
    }

    @Override
    public RetainedPage retained(String hubId, TopicFilter filter, String after, int most) {
        return door().retained(hubId, filter, after, most);
    }

    @Override
    public CompletionStage<Integer> removeRetained(String hubId, TopicFilter filter) {
        return door().removeRetained(hubId, filter);
    }

    @Override
    public DoorStatus status() {
        return door().status();
    }

    @Override
    public void close() {
        LineManagedConnection current = connection;
        connection = null;
        if (current != null) {
            current.closed(this);
        }
    }
}
