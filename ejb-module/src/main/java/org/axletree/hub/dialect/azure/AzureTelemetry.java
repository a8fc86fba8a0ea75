package org.axletree.hub.dialect.azure;

import java.util.ArrayList;
import java.util.List;
import org.axletree.core.door.Publication;
import org.axletree.core.message.Message;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.message.Qos;
import org.axletree.core.message.UserProperty;

/**
 * A device's message as the hub has it: without the bag in its topic, and never retained. Keeps all that it tells, since the door
 * gives up what the message came in.
 */
final class AzureTelemetry implements Message {
    private static final UserProperty WAS_RETAINED = new UserProperty("mqtt-retain", "true");
    private static final UserProperty WILL = new UserProperty("iothub-MessageType", "Will");

    private final Qos qos;
    private final long receivedAt;
    private final byte[] payload;
    private final String topic;
    private final MessageProperties properties;
    private final List<UserProperty> annotations;

    private AzureTelemetry(
            Publication publication, String topic, MessageProperties properties, List<UserProperty> annotations) {
        this.qos = publication.qos();
        this.receivedAt = publication.receivedAt();
        this.payload = publication.payload();
        this.topic = topic;
        this.properties = properties;
        this.annotations = annotations;
    }

    /**
     * @param topic without the bag
     * @param authMethod how the connection proved itself; empty if that is not known
     */
    static AzureTelemetry of(Publication publication, String topic, PropertyBag bag, String authMethod) {
        List<UserProperty> annotations = new ArrayList<>(bag.system().size() + 1);
        annotations.addAll(bag.system());
        if (!authMethod.isEmpty()) {
            annotations.add(new UserProperty("auth_method", authMethod));
        }
        return new AzureTelemetry(publication, topic, properties(publication, bag), annotations);
    }

    private static MessageProperties properties(Publication publication, PropertyBag bag) {
        MessageProperties own = publication.properties();
        if (bag == PropertyBag.EMPTY && !publication.retain() && !publication.will()) {
            return own;
        }
        List<UserProperty> all = new ArrayList<>(own.userProperties());
        all.addAll(bag.application());
        if (publication.retain()) {
            all.add(WAS_RETAINED);
        }
        if (publication.will()) {
            all.add(WILL);
        }
        return new MessageProperties(
                own.text(),
                bag.contentType().isEmpty() ? own.contentType() : bag.contentType(),
                own.responseTopic(),
                own.correlationData(),
                own.expirySeconds(),
                all);
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public Qos qos() {
        return qos;
    }

    @Override
    public boolean retain() {
        return false;
    }

    @Override
    public long receivedAt() {
        return receivedAt;
    }

    @Override
    public byte[] payload() {
        return payload.clone();
    }

    @Override
    public int payloadSize() {
        return payload.length;
    }

    @Override
    public MessageProperties properties() {
        return properties;
    }

    @Override
    public List<UserProperty> annotations() {
        return annotations;
    }
}
