package org.axletree.mqtt.conformance.client;

import static org.awaitility.Awaitility.await;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Eclipse Paho's client for MQTT 3.1.1. */
final class Paho3 implements ForeignClient, MqttCallback {
    private final MqttClient client;
    private final MqttConnectOptions options = new MqttConnectOptions();
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();

    Paho3(String address, String user) throws MqttException {
        client = new MqttClient(address, "paho3", new MemoryPersistence());
        client.setCallback(this);
        client.setTimeToWait(TimeUnit.SECONDS.toMillis(SECONDS));
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setCleanSession(false);
        options.setUserName(user);
        options.setWill(WILL_TOPIC, WILL.getBytes(), 1, false);
        if (address.startsWith("ssl") || address.startsWith("wss")) {
            options.setSocketFactory(ForeignClient.tls().getSocketFactory());
        }
    }

    @Override
    public boolean connect() throws MqttException {
        return client.connectWithResult(options).getSessionPresent();
    }

    @Override
    public void subscribe(String filter, int qos) throws MqttException {
        client.subscribe(filter, qos);
    }

    @Override
    public void publish(Message message) throws MqttException {
        client.publish(message.topic(), message.payload().getBytes(), message.qos(), message.retained());
    }

    @Override
    public Message next() throws InterruptedException {
        return messages.poll(SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void disconnect() throws MqttException {
        client.disconnect();
    }

    @Override
    public void close() throws MqttException {
        // It refuses to close before it has noticed that its connection ended.
        await().until(() -> !client.isConnected());
        client.close(true);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        messages.add(new Message(topic, new String(message.getPayload()), message.getQos(), message.isRetained()));
    }

    @Override
    public void connectionLost(Throwable cause) {}

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {}
}
