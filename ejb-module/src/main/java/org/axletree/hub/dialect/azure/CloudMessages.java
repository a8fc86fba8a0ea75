package org.axletree.hub.dialect.azure;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonString;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.axletree.core.door.Telling;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.message.Qos;
import org.axletree.hub.door.Doors;
import org.axletree.hub.history.Presence;
import org.axletree.hub.registry.EachAlone;
import org.axletree.hub.registry.azure.CloudMessage;
import org.axletree.hub.registry.azure.CloudMessageDraft;
import org.axletree.hub.registry.azure.CloudMessageService;
import org.axletree.hub.registry.azure.HubPlace;

/**
 * Brings messages to devices, one at a time for each and in their order: at once where the device is there, else as soon as it is
 * seen to be (docs/reference/dialects/azure.md, 6). That the device acknowledged one ends it.
 */
@ApplicationScoped
public class CloudMessages {
    @Resource
    private ManagedExecutorService executor;

    private CloudMessageService messages;
    private Doors doors;
    private Presence presence;

    /** Devices to which one is on its way. */
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    private final EachAlone devices = new EachAlone(CloudMessages.class, "A message to a device could not be brought");

    /** For the container's proxy. */
    protected CloudMessages() {}

    @Inject
    public CloudMessages(CloudMessageService messages, Doors doors, Presence presence) {
        this.messages = messages;
        this.doors = doors;
        this.presence = presence;
    }

    /**
     * Keeps a message, and brings it if the device is there. When it returns, the message is committed: what goes wrong from then on is no
     * matter of the sender's.
     */
    public void send(HubPlace hub, String name, CloudMessageDraft draft) {
        String deviceId = messages.enqueue(hub, name, draft);
        devices.attempt(() -> bring(deviceId));
    }

    /** Ends the messages whose time is over, and brings those whose devices are there by now. */
    public void bringWaiting() {
        messages.expire();
        devices.forEach(messages.waitingDevices(), this::bring);
    }

    private void bring(String deviceId) {
        if (!presence.isConnected(deviceId) || !busy.add(deviceId)) {
            return;
        }
        try {
            bringOldest(deviceId);
        } catch (RuntimeException failure) {
            busy.remove(deviceId);
            throw failure;
        }
    }

    private void bringOldest(String deviceId) {
        Optional<CloudMessage> oldest = messages.oldest(deviceId);
        if (oldest.isEmpty()) {
            busy.remove(deviceId);
            return;
        }
        CloudMessage message = oldest.get();
        doors.tell(message.hubId(), deviceId, said(message))
                .whenComplete((telling, failure) -> later(deviceId, () -> ended(message, telling)));
    }

    /** What is answered on an event loop goes on where it may block. */
    private void later(String deviceId, Runnable work) {
        try {
            executor.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException failure) {
                    busy.remove(deviceId);
                    devices.failed(failure);
                }
            });
        } catch (RejectedExecutionException stopping) {
            busy.remove(deviceId);
        }
    }

    private void ended(CloudMessage message, Telling telling) {
        switch (telling) {
            case ACKNOWLEDGED, TOLD, QUEUED -> {
                messages.taken(message.id());
                bringOldest(message.deviceId());
            }
            case UNACKNOWLEDGED -> {
                messages.notTaken(message.id());
                busy.remove(message.deviceId());
            }
            default -> busy.remove(message.deviceId());
        }
    }

    private static HubMessage said(CloudMessage message) {
        long seconds =
                Math.max(1, message.expiresAt().getEpochSecond() - Instant.now().getEpochSecond());
        return new HubMessage(
                topic(message),
                Qos.AT_LEAST_ONCE,
                false,
                System.currentTimeMillis(),
                message.payload(),
                new MessageProperties(false, "", "", new byte[0], OptionalLong.of(seconds), List.of()));
    }

    /** SDKs find the bag by the first encoded system property: {@code to} comes first. */
    private static String topic(CloudMessage message) {
        String own = AzureTopics.own(message.deviceName()) + "/messages/";
        StringJoiner bag = new StringJoiner("&", own + "devicebound/", "");
        bag.add("%24.to=" + PercentText.encode("/" + own + "deviceBound"));
        message.properties()
                .forEach((name, value) ->
                        bag.add(PercentText.encode(name) + "=" + PercentText.encode(((JsonString) value).getString())));
        return bag.toString();
    }
}
