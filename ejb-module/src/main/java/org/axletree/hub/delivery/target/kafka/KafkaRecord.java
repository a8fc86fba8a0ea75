package org.axletree.hub.delivery.target.kafka;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.log.Origin;
import org.axletree.hub.delivery.target.NamedProperties;

/** A message as a record of Kafka. */
final class KafkaRecord {
    private KafkaRecord() {}

    static ProducerRecord<String, byte[]> of(String topic, LoggedMessage message) {
        List<Header> headers = new ArrayList<>();
        NamedProperties.of(message)
                .forEach((name, value) ->
                        headers.add(new RecordHeader(name, value.toString().getBytes(StandardCharsets.UTF_8))));
        return new ProducerRecord<>(topic, null, message.receivedAt(), key(message), message.payload(), headers);
    }

    /** Records of one key are in one partition, in their order: the device, or who else says it. */
    static String key(LoggedMessage message) {
        Origin origin = message.origin();
        return origin.id().isEmpty() ? origin.hubId() : origin.id();
    }
}
