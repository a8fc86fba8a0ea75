package org.axletree.cli.mqtt;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperties;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5ConnectBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5WillPublish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** MQTT 5. */
final class Mqtt5Line implements Line {
    private final Broker broker;
    private final Mqtt5AsyncClient client;

    Mqtt5Line(Broker broker) {
        this.broker = broker;
        Mqtt5ClientBuilder builder = Mqtt5Client.builder()
                .identifier(broker.clientId())
                .serverHost(broker.host())
                .serverPort(broker.port());
        if (broker.tls().isPresent()) {
            builder = builder.sslConfig(broker.tls().get());
        }
        if (broker.webSocket().isPresent()) {
            builder = builder.webSocketConfig(broker.webSocket().get());
        }
        client = builder.buildAsync();
    }

    @Override
    public CompletableFuture<?> connect() {
        Mqtt5ConnectBuilder.Send<CompletableFuture<com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck>>
                connect = client.connectWith().cleanStart(broker.clean()).keepAlive(broker.keepAlive());
        if (broker.sessionExpiry().isPresent()) {
            connect = connect.sessionExpiryInterval(broker.sessionExpiry().get());
        }
        if (broker.user().isPresent()) {
            var auth = Mqtt5SimpleAuth.builder().username(broker.user().get());
            connect = connect.simpleAuth(
                    broker.password().isPresent()
                            ? auth.password(broker.password().get()).build()
                            : auth.build());
        }
        if (broker.will().isPresent()) {
            Broker.Will will = broker.will().get();
            connect = connect.willPublish(Mqtt5WillPublish.builder()
                    .topic(will.topic())
                    .payload(will.payload())
                    .qos(MqttQos.fromCode(will.qos()))
                    .retain(will.retain())
                    .build());
        }
        return connect.send();
    }

    @Override
    public CompletableFuture<?> publish(
            String topic, byte[] payload, int qos, boolean retain, List<Map.Entry<String, String>> properties) {
        var user = Mqtt5UserProperties.builder();
        properties.forEach(each -> user.add(each.getKey(), each.getValue()));
        return client.publishWith()
                .topic(topic)
                .payload(payload)
                .qos(MqttQos.fromCode(qos))
                .retain(retain)
                .userProperties(user.build())
                .send()
                .thenAccept(result -> result.getError().ifPresent(error -> {
                    throw new CompletionException(error);
                }));
    }

    @Override
    public void hear(Consumer<Heard> listener) {
        client.publishes(
                MqttGlobalPublishFilter.ALL,
                message -> listener.accept(new Heard(
                        message.getTopic().toString(),
                        message.getPayloadAsBytes(),
                        message.getQos().getCode(),
                        message.isRetain(),
                        message.getUserProperties().asList().stream()
                                .map(each -> Map.entry(
                                        each.getName().toString(),
                                        each.getValue().toString()))
                                .toList())));
    }

    @Override
    public CompletableFuture<?> subscribe(String filter, int qos, boolean noRetained) {
        return client.subscribeWith()
                .topicFilter(filter)
                .qos(MqttQos.fromCode(qos))
                .retainHandling(noRetained ? Mqtt5RetainHandling.DO_NOT_SEND : Mqtt5RetainHandling.SEND)
                .send();
    }

    @Override
    public CompletableFuture<?> disconnect() {
        return client.disconnect();
    }

    @Override
    public boolean isConnected() {
        return client.getState().isConnected();
    }
}
