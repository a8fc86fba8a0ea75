package org.axletree.core.door;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.Message;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.TopicFilter;

/**
 * What the hub asks of a front door: open and close it, speak to devices, and tell live sessions what changed. A handle of
 * a JCA connection: get it from {@link DeviceLineFactory}, close it after use. None of the methods blocks.
 */
public interface DeviceLine extends AutoCloseable {

    /**
     * Opens the listeners as soon as the application answers; {@link #status()} tells when they are open, or why they are
     * not. Does nothing if the door is open or opening.
     */
    void open(DoorSettings settings);

    /** Shows another certificate from the next handshake on; live connections stay. */
    void renew(ServerIdentity identity);

    /**
     * Somebody may come with a key of this kind from now on, from whatever address: there is a certificate of it. Does nothing
     * where all are offered every kind of key, or all the same ones.
     */
    void expect(KeyKind kind);

    /**
     * Gives the device's live sessions new rights. Subscriptions that the new filters no longer allow end.
     *
     * @param admitted the new rights; its revision is that of the change
     */
    void refresh(Admission.Admitted admitted);

    /**
     * Closes the live sessions of a device, and those whose admission is older than the change and still under way.
     *
     * @param revision of the registry after the change
     */
    void disconnectDevice(String hubId, String deviceId, Reason reason, long revision);

    /**
     * Like {@link #disconnectDevice}, but spares sessions over mutual TLS (scaleway.md C4: raising security).
     *
     * @param revision of the registry after the change
     */
    void disconnectInsecure(String hubId, String deviceId, Reason reason, long revision);

    /**
     * Closes the live sessions of a hub, and those whose admission is older than the change and still under way.
     *
     * @param revision of the registry after the change
     */
    void disconnectHub(String hubId, Reason reason, long revision);

    /**
     * Like {@link #disconnectHub} with {@link Reason#HUB_MOVED}, and tells the devices that can hear it where to go.
     *
     * @param serverReference {@code host} or {@code host:port} (MQTT 5 section 4.11)
     * @param revision of the registry after the change
     */
    void redirectHub(String hubId, String serverReference, long revision);

    /**
     * Returns when live sessions obey what they were told through any line before, or after some seconds if an event loop is
     * that busy. Until then a message that a device had sent before may still be judged by its former rights.
     */
    void settle();

    /**
     * Says a message to every session of the hub that subscribed to its topic. Answers false if it was not said, because too
     * much is waiting to be.
     */
    boolean publish(String hubId, Message message);

    /**
     * Says a message to one device, and to no other: to those of its sessions that subscribed to the topic, or hear it by
     * {@link SessionRules#implicitSubscriptions()}. A door that cannot address one device has none.
     *
     * @return answered when the message was written, at QoS 1 when the device has acknowledged it; never fails
     */
    default CompletionStage<Telling> tell(String hubId, String deviceId, HubMessage message) {
        return CompletableFuture.completedFuture(Telling.ABSENT);
    }

    /**
     * Asks a device for something of its objects. A door whose devices have none has no such device.
     *
     * @return answered when the device has answered, or did not in time; never fails
     */
    default CompletionStage<ObjectAnswer> operate(String hubId, String deviceId, ObjectRequest request) {
        return CompletableFuture.completedFuture(ObjectAnswer.ABSENT);
    }

    /** Objects of a hub's devices are what this says from now on. A door whose devices have none has no use for it. */
    default void describe(ObjectModels models) {
        // Nobody would ask.
    }

    /**
     * The sessions that would hear a message of this topic if it were said now, each once, for people who ask. Nothing is said, and
     * nobody's turn is taken.
     *
     * @param most of them at most
     */
    default List<Hearer> hearers(String hubId, String topic, int most) {
        return List.of();
    }

    /** Admitted connections now, by hub; hubs without any may be missing. */
    default Map<String, Integer> connections() {
        return Map.of();
    }

    /** What was sent to devices, by hub; a door that does not count it has none. */
    default Map<String, Delivered> delivered() {
        return Map.of();
    }

    /**
     * The sessions of a device, connected or not, for people who ask.
     *
     * @return answered soon, with those that could be asked; never fails
     */
    default CompletionStage<List<SessionState>> sessions(String hubId, String deviceId) {
        return CompletableFuture.completedFuture(List.of());
    }

    /**
     * Closes connections of a device, for {@link Reason#SESSION_ENDED}. Nothing keeps it from coming back.
     *
     * @param clientId of the session; empty for all of the device
     * @param forGood whether the sessions end, too, with all that waits in them; else they wait for their device as if it had gone
     * @return answered soon: how many sessions were closed; never fails
     */
    default CompletionStage<Integer> closeSessions(
            String hubId, String deviceId, Optional<String> clientId, boolean forGood) {
        return CompletableFuture.completedFuture(0);
    }

    /**
     * Retained messages whose topics match, for people who ask. Looks at all of them.
     *
     * @param after the topic before the first one; empty for the first of all
     * @param most of them at most
     */
    default RetainedPage retained(String hubId, TopicFilter filter, String after, int most) {
        return RetainedPage.EMPTY;
    }

    /**
     * Removes the retained messages whose topics match.
     *
     * @return answered when that survives: how many there were; fails if it may not survive
     */
    default CompletionStage<Integer> removeRetained(String hubId, TopicFilter filter) {
        return CompletableFuture.completedFuture(0);
    }

    /** How the door is doing. */
    DoorStatus status();

    /** Gives the handle back; the door stays as it is. */
    @Override
    void close();
}
