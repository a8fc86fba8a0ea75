package org.axletree.hub.delivery.target.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.axletree.hub.delivery.target.Samples;
import org.axletree.hub.registry.route.RouteConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicLimitTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 1_900, 70_000})
    void size_isThatOfTheBatch_thatABrokerCompares(int length) {
        ProducerRecord<String, byte[]> record = KafkaRecord.of("t", Samples.message(7, "a/ü", "x".repeat(length)));

        MemoryRecords batch = MemoryRecords.withRecords(
                Compression.NONE,
                new SimpleRecord(
                        record.timestamp(),
                        record.key().getBytes(StandardCharsets.UTF_8),
                        record.value(),
                        record.headers().toArray()));

        assertThat(TopicLimit.size(record)).isEqualTo(batch.sizeInBytes());
    }

    @Test
    void brokersThatAreNotThere_leaveItUnknown() {
        KafkaConfiguration configuration = KafkaConfiguration.of(
                new RouteConfiguration("kafka", Map.of("bootstrap_servers", "127.0.0.1:1", "topic", "t")));

        TopicLimit limit = new TopicLimit("test", configuration, host -> InetAddress.getAllByName(host));

        assertThat(limit.bytes()).isEmpty();
    }
}
