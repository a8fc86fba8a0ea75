package org.axletree.mqtt.conformance.client;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;

/** HiveMQ's client for MQTT 3.1.1. */
final class HiveMq3 implements ForeignClient {
    private final Mqtt3BlockingClient client;
    private final Mqtt3BlockingClient.Mqtt3Publishes messages;

    HiveMq3(int port, boolean secure, boolean webSocket, String user) {
        Mqtt3ClientBuilder builder = Mqtt3Client.builder()
                .identifier("hive3")
                .serverHost("localhost")
                .serverPort(port)
                .simpleAuth()
                .username(user)
                .applySimpleAuth();
        if (secure) {
            builder = builder.sslConfig(MqttClientSslConfig.builder()
                    .trustManagerFactory(ForeignClient.trust())
                    .build());
        }
        if (webSocket) {
            builder = builder.webSocketWithDefaultConfig();
        }
        client = builder.buildBlocking();
        messages = client.publishes(MqttGlobalPublishFilter.ALL);
    }

    @Override
    public boolean connect() {
        return client.connectWith()
                .cleanSession(false)
                .willPublish()
                .topic(WILL_TOPIC)
                .payload(WILL.getBytes())
                .qos(MqttQos.AT_LEAST_ONCE)
                .applyWillPublish()
                .send()
                .isSessionPresent();
    }

    @Override
    public void subscribe(String filter, int qos) {
        client.subscribeWith().topicFilter(filter).qos(MqttQos.fromCode(qos)).send();
    }

    @Override
    public void publish(Message message) {
        client.publishWith()
                .topic(message.topic())
                .payload(message.payload().getBytes())
                .qos(MqttQos.fromCode(message.qos()))
                .retain(message.retained())
                .send();
    }

    @Override
    public Message next() throws InterruptedException {
        Mqtt3Publish heard =
                messages.receive(SECONDS, java.util.concurrent.TimeUnit.SECONDS).orElseThrow();
        return new Message(
                heard.getTopic().toString(),
                new String(heard.getPayloadAsBytes()),
                heard.getQos().getCode(),
                heard.isRetain());
    }

    @Override
    public void disconnect() {
        client.disconnect();
    }

    @Override
    public void close() {
        messages.close();
    }
}
