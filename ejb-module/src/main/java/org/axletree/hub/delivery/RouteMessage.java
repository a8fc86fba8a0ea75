package org.axletree.hub.delivery;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import java.util.Base64;
import org.axletree.core.door.Publication;
import org.axletree.core.door.Sender;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.message.UserProperty;

/**
 * How a device's message looks in the queue of a route (consumer.md): the payload as the body, all else as
 * properties.
 */
final class RouteMessage {
    private RouteMessage() {}

    static BytesMessage of(JMSContext context, Publication publication) throws JMSException {
        BytesMessage message = context.createBytesMessage();
        message.writeBytes(publication.payload());
        Sender sender = publication.sender();
        message.setStringProperty("hub_id", sender.hubId());
        message.setStringProperty("hub_name", sender.hubName());
        nameSender(message, sender);
        message.setStringProperty("topic", publication.topic());
        message.setIntProperty("qos", publication.qos().level());
        message.setBooleanProperty("retain", publication.retain());
        message.setLongProperty("received_at", publication.receivedAt());
        if (publication.repeated()) {
            message.setBooleanProperty("repeated", true);
        }
        MessageProperties properties = publication.properties();
        if (properties != MessageProperties.NONE) {
            describe(message, properties);
        }
        for (UserProperty annotation : publication.annotations()) {
            message.setStringProperty(annotation.name(), annotation.value());
        }
        return message;
    }

    /** The device that said it, or that the hub says it about; or the network that it came from. */
    private static void nameSender(BytesMessage message, Sender sender) throws JMSException {
        if (sender instanceof Sender.Device device) {
            DeviceIdentity identity = device.rights().identity();
            message.setStringProperty("device_id", identity.deviceId());
            message.setStringProperty("device_name", identity.deviceName());
        } else if (sender instanceof Sender.Network network) {
            message.setStringProperty("network_id", network.networkId());
            message.setStringProperty("network_name", network.networkName());
        } else if (sender instanceof Sender.Hub hub) {
            message.setStringProperty("device_id", hub.deviceId());
            message.setStringProperty("device_name", hub.deviceName());
        }
    }

    /** What only messages of MQTT 5 have, where they have it. */
    private static void describe(BytesMessage message, MessageProperties properties) throws JMSException {
        if (properties.text()) {
            message.setBooleanProperty("text", true);
        }
        if (!properties.contentType().isEmpty()) {
            message.setStringProperty("content_type", properties.contentType());
        }
        if (!properties.responseTopic().isEmpty()) {
            message.setStringProperty("response_topic", properties.responseTopic());
        }
        byte[] correlationData = properties.correlationData();
        if (correlationData.length > 0) {
            message.setStringProperty("correlation_data", Base64.getEncoder().encodeToString(correlationData));
        }
        if (properties.expirySeconds().isPresent()) {
            message.setLongProperty("expiry_seconds", properties.expirySeconds().getAsLong());
        }
        for (UserProperty property : properties.userProperties()) {
            String name = propertyName(property.name());
            if (!message.propertyExists(name)) { // names may repeat in MQTT 5, not in JMS: the first counts
                message.setStringProperty(name, property.value());
            }
        }
    }

    /** A JMS property is named like a Java identifier (JMS 3.1 section 3.8.1.1); every other character becomes {@code _}. */
    static String propertyName(String userProperty) {
        StringBuilder name = new StringBuilder("mqtt_".length() + userProperty.length()).append("mqtt_");
        userProperty.codePoints().forEach(c -> name.appendCodePoint(Character.isJavaIdentifierPart(c) ? c : '_'));
        return name.toString();
    }
}
