package org.axletree.verification.bench.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.axletree.verification.harness.KafkaBroker;

/** A topic of Kafka. */
final class KafkaTarget implements BenchTarget {
    private static final String TOPIC = "bench";

    private final KafkaBroker broker = KafkaBroker.start();

    KafkaTarget() {
        broker.createTopic(TOPIC, Map.of());
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public String field() {
        return "kafka_config";
    }

    @Override
    public String configuration() {
        return "{\"bootstrap_servers\": \"%s\", \"topic\": \"%s\"}".formatted(broker.address(), TOPIC);
    }

    @Override
    public BareLoop bare() {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.address(),
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1,
                ProducerConfig.BATCH_SIZE_CONFIG,
                64 * 1024,
                ProducerConfig.LINGER_MS_CONFIG,
                5);
        KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        return new BareLoop(1) {
            @Override
            void deliver(int first, int count) throws Exception {
                List<Future<?>> sent = new ArrayList<>();
                for (int i = first; i < first + count; i++) {
                    sent.add(producer.send(new ProducerRecord<>(TOPIC, "device-" + i % 10, Payload.of(i))));
                }
                for (Future<?> each : sent) {
                    each.get();
                }
            }

            @Override
            public void close() throws Exception {
                super.close();
                producer.close();
            }
        };
    }

    @Override
    public void close() {
        broker.close();
    }
}
