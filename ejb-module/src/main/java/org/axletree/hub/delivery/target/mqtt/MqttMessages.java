package org.axletree.hub.delivery.target.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.datatypes.MqttTopic;
import com.hivemq.client.mqtt.datatypes.MqttUtf8String;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperties;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperty;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PayloadFormatIndicator;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishBuilder;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.message.Qos;
import org.axletree.core.message.UserProperty;
import org.axletree.hub.delivery.log.LoggedMessage;

/** Messages of the hub as the client has them, and the other way round. */
final class MqttMessages {
    private static final byte[] NOTHING = {};

    private MqttMessages() {}

    /**
     * @param now in milliseconds since 1970
     * @throws IllegalArgumentException if the topic is too long with the prefix
     */
    static Mqtt5Publish leaving(MqttConfiguration configuration, LoggedMessage message, long now) {
        MessageProperties properties = message.properties();
        Mqtt5PublishBuilder.Complete publish = Mqtt5Publish.builder()
                .topic(configuration.remotePrefix() + message.topic())
                .qos(MqttQos.fromCode(configuration.qos().level()))
                .retain(message.retain())
                .payload(message.payload())
                .userProperties(userProperties(BridgeTrail.leaving(message)));
        if (properties.text()) {
            publish.payloadFormatIndicator(Mqtt5PayloadFormatIndicator.UTF_8);
        }
        if (!properties.contentType().isEmpty()) {
            publish.contentType(properties.contentType());
        }
        if (!properties.responseTopic().isEmpty()) {
            publish.responseTopic(properties.responseTopic());
        }
        if (properties.correlationData().length > 0) {
            publish.correlationData(properties.correlationData());
        }
        properties
                .expirySeconds()
                .ifPresent(seconds ->
                        publish.messageExpiryInterval(Math.max(1, seconds - (now - message.receivedAt()) / 1_000)));
        return publish.build();
    }

    private static Mqtt5UserProperties userProperties(List<UserProperty> said) {
        return Mqtt5UserProperties.of(said.stream()
                .map(property -> Mqtt5UserProperty.of(property.name(), property.value()))
                .toList());
    }

    /**
     * @param now in milliseconds since 1970
     * @throws IllegalArgumentException if the topic is too long with the prefix
     */
    static HubMessage coming(MqttConfiguration configuration, Mqtt5Publish publish, long now) {
        return new HubMessage(
                configuration.localPrefix() + publish.getTopic(),
                Qos.of(publish.getQos().getCode()),
                publish.isRetain(),
                now,
                publish.getPayloadAsBytes(),
                properties(publish),
                List.of(new UserProperty(BridgeTrail.FROM, configuration.party())));
    }

    private static MessageProperties properties(Mqtt5Publish publish) {
        OptionalLong expiry = publish.getMessageExpiryInterval();
        return new MessageProperties(
                publish.getPayloadFormatIndicator()
                        .filter(Mqtt5PayloadFormatIndicator.UTF_8::equals)
                        .isPresent(),
                publish.getContentType().map(MqttUtf8String::toString).orElse(""),
                publish.getResponseTopic().map(MqttTopic::toString).orElse(""),
                publish.getCorrelationData().map(MqttMessages::bytes).orElse(NOTHING),
                expiry,
                said(publish));
    }

    static List<UserProperty> said(Mqtt5Publish publish) {
        return publish.getUserProperties().asList().stream()
                .map(property -> new UserProperty(
                        property.getName().toString(), property.getValue().toString()))
                .toList();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
