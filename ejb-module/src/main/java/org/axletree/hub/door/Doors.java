package org.axletree.hub.door;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.axletree.core.door.Admission;
import org.axletree.core.door.Delivered;
import org.axletree.core.door.DeviceLine;
import org.axletree.core.door.DeviceLineFactory;
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

/**
 * Every front door of the hub. Whoever has something to tell tells all of them, and does not know how many there are. A new
 * door is one more line in {@link #factories}. None of the methods blocks, but for {@link #settle}.
 */
@ApplicationScoped
public class Doors {
    /** The door of MQTT devices. */
    public static final String MQTT = "mqtt";

    /** The door of LwM2M devices. */
    public static final String COAP = "coap";

    private static final Logger LOG = Logger.getLogger(Doors.class.getName());

    @Resource(lookup = "java:app/axletree/DeviceLineFactory")
    private DeviceLineFactory mqtt;

    @Resource(lookup = "java:app/axletree/CoapLineFactory")
    private DeviceLineFactory coap;

    /** By name, in the order in which they are told. */
    protected Map<String, DeviceLineFactory> factories() {
        Map<String, DeviceLineFactory> all = new LinkedHashMap<>();
        all.put(MQTT, mqtt);
        all.put(COAP, coap);
        return all;
    }

    /** Opens the listeners of a door; {@link #statuses} tells when they are open. */
    public void open(String door, DoorSettings settings) {
        try (DeviceLine line = factories().get(door).line()) {
            line.open(settings);
        }
    }

    /** How each door is doing, by its name. */
    public Map<String, DoorStatus> statuses() {
        Map<String, DoorStatus> statuses = new LinkedHashMap<>();
        factories().forEach((name, factory) -> {
            try (DeviceLine line = factory.line()) {
                statuses.put(name, line.status());
            }
        });
        return statuses;
    }

    /** Admitted connections through each door, by its name and by hub. */
    public Map<String, Map<String, Integer>> connections() {
        Map<String, Map<String, Integer>> byDoor = new LinkedHashMap<>();
        factories().forEach((name, factory) -> {
            try (DeviceLine line = factory.line()) {
                byDoor.put(name, line.connections());
            }
        });
        return byDoor;
    }

    /** What was sent to devices through all doors, by hub. */
    public Map<String, Delivered> delivered() {
        Map<String, Delivered> sums = new HashMap<>();
        tellAll(line -> line.delivered().forEach((hubId, sent) -> sums.merge(hubId, sent, Delivered::plus)));
        return sums;
    }

    /** How one door is doing. */
    public DoorStatus status(String door) {
        try (DeviceLine line = factories().get(door).line()) {
            return line.status();
        }
    }

    /** All show another certificate from the next handshake on. */
    public void renew(ServerIdentity identity) {
        tellAll(line -> line.renew(identity));
    }

    /** Somebody may come with a key of this kind. */
    public void expect(KeyKind kind) {
        tellAll(line -> line.expect(kind));
    }

    /** Live sessions have these rights from now on; each admission is one device's. */
    public void refresh(Collection<Admission.Admitted> rights) {
        tellAll(line -> rights.forEach(line::refresh));
    }

    /** @see DeviceLine#disconnectDevice */
    public void disconnectDevice(String hubId, String deviceId, Reason reason, long revision) {
        tellAll(line -> line.disconnectDevice(hubId, deviceId, reason, revision));
    }

    /** @see DeviceLine#disconnectInsecure */
    public void disconnectInsecure(String hubId, String deviceId, Reason reason, long revision) {
        tellAll(line -> line.disconnectInsecure(hubId, deviceId, reason, revision));
    }

    /** @see DeviceLine#disconnectHub */
    public void disconnectHub(String hubId, Reason reason, long revision) {
        tellAll(line -> line.disconnectHub(hubId, reason, revision));
    }

    /** @see DeviceLine#redirectHub */
    public void redirectHub(String hubId, String serverReference, long revision) {
        tellAll(line -> line.redirectHub(hubId, serverReference, revision));
    }

    /** Returns when live sessions obey what they were told before, or after some seconds. */
    public void settle() {
        tellAll(DeviceLine::settle);
    }

    /**
     * Says a message to every session of the hub that subscribed to its topic. Answers false if a door did not say it,
     * because too much is waiting to be said.
     */
    public boolean publish(String hubId, Message message) {
        boolean said = true;
        for (DeviceLineFactory factory : factories().values()) {
            try (DeviceLine line = factory.line()) {
                said &= line.publish(hubId, message);
            }
        }
        return said;
    }

    /**
     * Says a message to one device and to no other, at whatever door it is: to those of its sessions that hear the topic.
     *
     * @return answered when the message was written, at QoS 1 when the device has acknowledged it; never fails. Of several
     *     doors the best answer counts
     */
    public CompletionStage<Telling> tell(String hubId, String deviceId, HubMessage message) {
        CompletionStage<Telling> answer = CompletableFuture.completedFuture(Telling.ABSENT);
        for (DeviceLineFactory factory : factories().values()) {
            answer = answer.thenCombine(tell(factory, hubId, deviceId, message), Telling::better);
        }
        return answer;
    }

    /**
     * Asks a device for something of its objects, at whatever door it is.
     *
     * @return answered when the device has answered, or did not in time; never fails
     */
    public CompletionStage<ObjectAnswer> operate(String hubId, String deviceId, ObjectRequest request) {
        CompletionStage<ObjectAnswer> answer = CompletableFuture.completedFuture(ObjectAnswer.ABSENT);
        for (DeviceLineFactory factory : factories().values()) {
            try (DeviceLine line = factory.line()) {
                answer = answer.thenCombine(line.operate(hubId, deviceId, request), ObjectAnswer::orOf);
            }
        }
        return answer;
    }

    /** @see DeviceLine#describe */
    public void describe(ObjectModels models) {
        tellAll(line -> line.describe(models));
    }

    /** @see DeviceLine#hearers */
    public List<Hearer> hearers(String hubId, String topic, int most) {
        List<Hearer> hearers = new ArrayList<>();
        for (DeviceLineFactory factory : factories().values()) {
            try (DeviceLine line = factory.line()) {
                hearers.addAll(line.hearers(hubId, topic, most - hearers.size()));
            }
        }
        return hearers;
    }

    /** @see DeviceLine#sessions */
    public CompletionStage<List<SessionState>> sessions(String hubId, String deviceId) {
        CompletionStage<List<SessionState>> all = CompletableFuture.completedFuture(List.of());
        for (DeviceLineFactory factory : factories().values()) {
            try (DeviceLine line = factory.line()) {
                all = all.thenCombine(line.sessions(hubId, deviceId), Doors::both);
            }
        }
        return all;
    }

    private static List<SessionState> both(List<SessionState> one, List<SessionState> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    /** @see DeviceLine#closeSessions */
    public CompletionStage<Integer> closeSessions(
            String hubId, String deviceId, Optional<String> clientId, boolean forGood) {
        CompletionStage<Integer> closed = CompletableFuture.completedFuture(0);
        for (DeviceLineFactory factory : factories().values()) {
            try (DeviceLine line = factory.line()) {
                closed = closed.thenCombine(line.closeSessions(hubId, deviceId, clientId, forGood), Integer::sum);
            }
        }
        return closed;
    }

    /** The retained messages of a hub, which are kept by the door of MQTT. */
    public RetainedPage retained(String hubId, TopicFilter filter, String after, int most) {
        try (DeviceLine line = factories().get(MQTT).line()) {
            return line.retained(hubId, filter, after, most);
        }
    }

    /** @see DeviceLine#removeRetained */
    public CompletionStage<Integer> removeRetained(String hubId, TopicFilter filter) {
        try (DeviceLine line = factories().get(MQTT).line()) {
            return line.removeRetained(hubId, filter);
        }
    }

    /** A door that is not running, or fails, cannot tell the device anything now. */
    private static CompletionStage<Telling> tell(
            DeviceLineFactory factory, String hubId, String deviceId, HubMessage message) {
        try (DeviceLine line = factory.line()) {
            return line.tell(hubId, deviceId, message).exceptionally(failure -> Telling.BUSY);
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "A door could not be asked to tell a device something", failure);
            return CompletableFuture.completedFuture(Telling.BUSY);
        }
    }

    private void tellAll(Consumer<DeviceLine> what) {
        for (DeviceLineFactory factory : factories().values()) {
            try (DeviceLine line = factory.line()) {
                what.accept(line);
            }
        }
    }
}
