package org.axletree.mqtt.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.axletree.core.identity.ConnectionSecurity;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two clients that others wrote, with every security of a connection: who they are, and what the hub is told of it. */
class ClientSecurityTest {
    private static final TestAuthority DEVICES = new TestAuthority("Devices");
    private static TestDoor door;

    @BeforeAll
    static void open() {
        door = new TestDoor();
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = ConnectionSecurity.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PRESHARED_KEY", "RAW_PUBLIC_KEY"})
    void hiveMqClient_publishesAndHears(ConnectionSecurity security) throws Exception {
        door.hub.requests.clear();
        Mqtt3ClientBuilder builder =
                Mqtt3Client.builder().identifier("hive").serverHost("localhost").serverPort(port(security));
        if (security == ConnectionSecurity.MUTUAL_TLS) {
            builder = builder.sslConfig(MqttClientSslConfig.builder()
                    .trustManagerFactory(TestDoor.SERVER_AUTHORITY.trust())
                    .keyManagerFactory(TestAuthority.present(DEVICES.issue("hive")))
                    .build());
        } else {
            builder = builder.simpleAuth().username("h/hive").applySimpleAuth();
            if (security == ConnectionSecurity.SERVER_TLS) {
                builder = builder.sslConfig(MqttClientSslConfig.builder()
                        .trustManagerFactory(TestDoor.SERVER_AUTHORITY.trust())
                        .build());
            }
        }
        Mqtt3BlockingClient client = builder.buildBlocking();
        client.connect();
        try (Mqtt3BlockingClient.Mqtt3Publishes messages = client.publishes(MqttGlobalPublishFilter.ALL)) {
            client.subscribeWith().topicFilter("a/+").qos(MqttQos.AT_LEAST_ONCE).send();
            for (MqttQos qos : new MqttQos[] {MqttQos.AT_MOST_ONCE, MqttQos.AT_LEAST_ONCE}) {
                byte[] payload = ("payload " + qos).getBytes();
                client.publishWith().topic("a/b").qos(qos).payload(payload).send();
                Optional<Mqtt3Publish> heard = messages.receive(60, TimeUnit.SECONDS);
                assertThat(heard).isPresent();
                assertThat(heard.get().getPayloadAsBytes()).isEqualTo(payload);
                assertThat(heard.get().getQos()).isEqualTo(qos);
                assertThat(heard.get().getTopic().toString()).isEqualTo("a/b");
            }
            client.publishWith()
                    .topic("routed/" + security + "/x")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload("m".getBytes())
                    .send();
        } finally {
            client.disconnect();
        }
        String hub = security == ConnectionSecurity.MUTUAL_TLS ? "certified" : "h";
        assertThat(door.hub.committed.get(hub + "|" + security)).contains("routed/" + security + "/x=m");
        assertThat(door.hub.requests).hasSize(1);
        assertThat(door.hub.requests.get(0).security()).isEqualTo(security);
    }

    @ParameterizedTest
    @EnumSource(
            value = ConnectionSecurity.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PRESHARED_KEY", "RAW_PUBLIC_KEY"})
    void paho_publishesAndHears(ConnectionSecurity security) throws Exception {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setCleanSession(true);
        options.setUserName("h/paho");
        if (security != ConnectionSecurity.PLAIN) {
            KeyManager[] keys = security == ConnectionSecurity.MUTUAL_TLS
                    ? TestAuthority.present(DEVICES.issue("paho")).getKeyManagers()
                    : new KeyManager[0];
            SSLContext tls = TestAuthority.trusting(TestDoor.SERVER_AUTHORITY, keys);
            options.setSocketFactory(tls.getSocketFactory());
        }
        String scheme = security == ConnectionSecurity.PLAIN ? "tcp" : "ssl";
        try (MqttClient client =
                new MqttClient(scheme + "://localhost:" + port(security), "paho", new MemoryPersistence())) {
            BlockingQueue<MqttMessage> messages = new LinkedBlockingQueue<>();
            client.connect(options);
            client.subscribe("p/#", 1, (topic, message) -> messages.add(message));
            for (int qos = 0; qos <= 1; qos++) {
                byte[] payload = ("payload " + qos).getBytes();
                client.publish("p/q/r", payload, qos, false);
                MqttMessage heard = messages.poll(60, TimeUnit.SECONDS);
                assertThat(heard).isNotNull();
                assertThat(heard.getPayload()).isEqualTo(payload);
                assertThat(heard.getQos()).isEqualTo(qos);
                assertThat(heard.isRetained()).isFalse();
            }
            client.unsubscribe("p/#");
            client.publish("p/q", "unheard".getBytes(), 1, false);
            // Nothing is left for the next.
            client.publish("p/q/r", new byte[0], 1, true);
            assertThat(messages).isEmpty();
            client.disconnect();
        }
    }

    private static int port(ConnectionSecurity security) {
        return security == ConnectionSecurity.PLAIN ? door.port() : door.tlsPort();
    }
}
