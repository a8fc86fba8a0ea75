package org.axletree.cli.mqtt;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.message.auth.Mqtt3SimpleAuth;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3ConnectBuilder;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** MQTT 3.1.1. */
final class Mqtt3Line implements Line {
    private final Broker broker;
    private final Mqtt3AsyncClient client;

    Mqtt3Line(Broker broker) {
        this.broker = broker;
        Mqtt3ClientBuilder builder = Mqtt3Client.builder()
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
        Mqtt3ConnectBuilder.Send<CompletableFuture<com.hivemq.client.mqtt.mqtt3.message.connect.connack.Mqtt3ConnAck>>
                connect = client.connectWith().cleanSession(broker.clean()).keepAlive(broker.keepAlive());
        if (broker.user().isPresent()) {
            var auth = Mqtt3SimpleAuth.builder().username(broker.user().get());
            connect = connect.simpleAuth(
                    broker.password().isPresent()
                            ? auth.password(broker.password().get()).build()
                            : auth.build());
        }
        if (broker.will().isPresent()) {
            Broker.Will will = broker.will().get();
            connect = connect.willPublish(Mqtt3Publish.builder()
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
        return client.publishWith()
                .topic(topic)
                .payload(payload)
                .qos(MqttQos.fromCode(qos))
                .retain(retain)
                .send();
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
                        List.of())));
    }

    @Override
    public CompletableFuture<?> subscribe(String filter, int qos, boolean noRetained) {
        return client.subscribeWith()
                .topicFilter(filter)
                .qos(MqttQos.fromCode(qos))
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
