package org.axletree.hub.delivery.target.kafka;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.HostResolver;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.DefaultRecord;
import org.apache.kafka.common.record.DefaultRecordBatch;

/**
 * How much a topic takes at once ({@code max.message.bytes}), as its brokers tell. They are asked now and then, for a moment; where
 * they do not tell, records are offered as they are.
 */
final class TopicLimit {
    /** What they told is believed so long. */
    private static final Duration BELIEVED = Duration.ofMinutes(5);

    /** And where they did not tell, they are left in peace so long. */
    private static final Duration NOT_TOLD = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String clientId;
    private final KafkaConfiguration configuration;
    private final HostResolver resolver;
    private OptionalInt bytes = OptionalInt.empty();
    private long askAgainAt;
    private boolean asked;

    TopicLimit(String clientId, KafkaConfiguration configuration, HostResolver resolver) {
        this.clientId = clientId;
        this.configuration = configuration;
        this.resolver = resolver;
    }

    /** In bytes of a batch of records; empty where nobody knows. May wait for the brokers, for seconds at most. */
    OptionalInt bytes() {
        if (!asked || System.nanoTime() - askAgainAt >= 0) {
            Optional<Integer> told = ask();
            bytes = told.map(OptionalInt::of).orElse(bytes);
            asked = true;
            askAgainAt = System.nanoTime() + (told.isPresent() ? BELIEVED : NOT_TOLD).toNanos();
        }
        return bytes;
    }

    private Optional<Integer> ask() {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, configuration.topic());
        Admin brokers = null;
        try {
            brokers = FencedAdmin.open(clientId, configuration, PATIENCE, resolver);
            ConfigEntry entry = brokers.describeConfigs(List.of(topic))
                    .values()
                    .get(topic)
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
            return entry == null ? Optional.empty() : Optional.of(Integer.valueOf(entry.value()));
        } catch (ExecutionException | TimeoutException | KafkaException | NumberFormatException untold) {
            return Optional.empty();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            if (brokers != null) {
                brokers.close(Duration.ZERO);
            }
        }
    }

    /** How large the batch of a record is that goes alone, in bytes. */
    static int size(ProducerRecord<String, byte[]> record) {
        return DefaultRecordBatch.RECORD_BATCH_OVERHEAD
                + DefaultRecord.sizeInBytes(
                        0,
                        0,
                        ByteBuffer.wrap(record.key().getBytes(StandardCharsets.UTF_8)),
                        ByteBuffer.wrap(record.value()),
                        record.headers().toArray());
    }
}
