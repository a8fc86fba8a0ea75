package org.axletree.hub.live;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.axletree.core.door.Admission;
import org.axletree.core.door.Sender;
import org.axletree.core.message.Message;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.message.Qos;
import org.axletree.core.message.UserProperty;
import org.axletree.core.outcome.Reason;

/**
 * A message as whoever watches reads it: the hub's own copy, since a front door's goes with its buffer.
 *
 * @param deviceId UUID of the device that said it; empty if none did
 * @param deviceName that device's name; empty likewise
 * @param networkId UUID of the network that it came by; empty if it came by none
 * @param annotations what the sender's dialect tells of it besides
 * @param dropped why nobody else got it; empty if it was passed on
 */
public record LiveMessage(
        Instant time,
        String deviceId,
        String deviceName,
        String networkId,
        String topic,
        Qos qos,
        boolean retain,
        byte[] payload,
        MessageProperties properties,
        List<UserProperty> annotations,
        Optional<Reason> dropped) {
    /** What an entry takes beside its payload and its texts, in bytes, roughly. */
    private static final int BASE_BYTES = 400;

    private static final int PROPERTY_BYTES = 100;

    public LiveMessage {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(deviceId, "deviceId");
        Objects.requireNonNull(deviceName, "deviceName");
        Objects.requireNonNull(networkId, "networkId");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(qos, "qos");
        Objects.requireNonNull(payload, "payload");
        Objects.requireNonNull(properties, "properties");
        annotations = List.copyOf(annotations);
        Objects.requireNonNull(dropped, "dropped");
    }

    static LiveMessage of(Sender sender, Message message, Optional<Reason> dropped) {
        return new LiveMessage(
                Instant.ofEpochMilli(message.receivedAt()),
                sender instanceof Admission.Admitted device ? device.identity().deviceId() : about(sender, true),
                sender instanceof Admission.Admitted device ? device.identity().deviceName() : about(sender, false),
                sender instanceof Sender.Network network ? network.networkId() : "",
                message.topic(),
                message.qos(),
                message.retain(),
                message.payload(),
                message.properties(),
                message.annotations(),
                dropped);
    }

    private static String about(Sender sender, boolean id) {
        return sender instanceof Sender.Hub hub ? (id ? hub.deviceId() : hub.deviceName()) : "";
    }

    /** What it takes of memory. */
    int bytes() {
        int texts = 2 * topic.length();
        int named = properties.userProperties().size() + annotations.size();
        for (UserProperty property : properties.userProperties()) {
            texts += 2 * (property.name().length() + property.value().length());
        }
        for (UserProperty annotation : annotations) {
            texts += 2 * (annotation.name().length() + annotation.value().length());
        }
        return BASE_BYTES + payload.length + texts + named * PROPERTY_BYTES;
    }
}
