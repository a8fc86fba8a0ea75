package org.axletree.mqtt.conformance.client;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;

/** HiveMQ's client for MQTT 5. */
final class HiveMq5 implements ForeignClient {
    private final Mqtt5BlockingClient client;
    private final Mqtt5BlockingClient.Mqtt5Publishes messages;

    HiveMq5(int port, boolean secure, boolean webSocket, String user) {
        Mqtt5ClientBuilder builder = Mqtt5Client.builder()
                .identifier("hive5")
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
                .cleanStart(false)
                .sessionExpiryInterval(3_600)
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
        Mqtt5Publish heard =
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
