package org.axletree.verification.bench.target;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import java.util.concurrent.CompletableFuture;
import org.axletree.verification.harness.MosquittoBroker;

/** Mosquitto, to which nobody listens. */
final class MqttTarget implements BenchTarget {
    private final MosquittoBroker broker = MosquittoBroker.start("log_type none");

    @Override
    public String name() {
        return "mqtt";
    }

    @Override
    public String field() {
        return "mqtt_config";
    }

    @Override
    public String configuration() {
        return "{\"url\": \"" + broker.url() + "\", \"qos\": 1}";
    }

    @Override
    public BareLoop bare() {
        Mqtt5AsyncClient client = Mqtt5Client.builder()
                .identifier("bare")
                .serverHost("127.0.0.1")
                .serverPort(broker.port())
                .buildAsync();
        client.connect().join();
        return new BareLoop(1) {
            @Override
            void deliver(int first, int count) {
                CompletableFuture<?>[] sent = each(first, count, i -> client.publishWith()
                                .topic("bench/" + i % 10)
                                .qos(MqttQos.AT_LEAST_ONCE)
                                .payload(Payload.of(i))
                                .send())
                        .toArray(CompletableFuture[]::new);
                CompletableFuture.allOf(sent).join();
            }

            @Override
            public void close() throws Exception {
                super.close();
                client.disconnect().join();
            }
        };
    }

    @Override
    public void close() {
        broker.close();
    }
}
