package org.axletree.mqtt.conformance.client;

import static org.awaitility.Awaitility.await;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Eclipse Paho's client for MQTT 5. */
final class Paho5 implements ForeignClient, MqttCallback {
    private static final long MILLIS = TimeUnit.SECONDS.toMillis(SECONDS);
    private final MqttAsyncClient client;
    private final MqttConnectionOptions options = new MqttConnectionOptions();
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();

    Paho5(String address, String user) throws MqttException {
        client = new MqttAsyncClient(address, "paho5", new MemoryPersistence());
        client.setCallback(this);
        options.setCleanStart(false);
        options.setSessionExpiryInterval(3_600L);
        options.setUserName(user);
        MqttMessage will = new MqttMessage(WILL.getBytes());
        will.setQos(1);
        options.setWill(WILL_TOPIC, will);
        if (address.startsWith("ssl") || address.startsWith("wss")) {
            options.setSocketFactory(ForeignClient.tls().getSocketFactory());
        }
    }

    @Override
    public boolean connect() throws MqttException {
        IMqttToken token = client.connect(options);
        token.waitForCompletion(MILLIS);
        return token.getSessionPresent();
    }

    @Override
    public void subscribe(String filter, int qos) throws MqttException {
        client.subscribe(filter, qos).waitForCompletion(MILLIS);
    }

    @Override
    public void publish(Message message) throws MqttException {
        client.publish(message.topic(), message.payload().getBytes(), message.qos(), message.retained())
                .waitForCompletion(MILLIS);
    }

    @Override
    public Message next() throws InterruptedException {
        return messages.poll(SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void disconnect() throws MqttException {
        client.disconnect().waitForCompletion(MILLIS);
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
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
