package org.axletree.mqtt.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.axletree.core.message.Qos;
import org.axletree.core.topic.SubscriptionFilter;
import org.junit.jupiter.api.Test;

class RecordsTest {
    private final Random random = new Random(3);
    private final RecordWriter writer = new RecordWriter();

    @Test
    void randomMessages_writtenAndRead_areTheSame() {
        for (int i = 0; i < 2_000; i++) {
            StoredMessage message = message(number());
            List<Recipient> recipients = new ArrayList<>();
            for (int r = random.nextInt(4); r >= 0; r--) {
                recipients.add(new Recipient(
                        number(),
                        Qos.of(1 + random.nextInt(2)),
                        random.nextBoolean(),
                        List.of(random.nextInt(9), 7),
                        random.nextBoolean() ? Optional.of(SubscriptionFilter.of("$share/g/a/#")) : Optional.empty()));
            }
            RecordReader reader = new RecordReader(Records.encode(writer, message, recipients));
            assertSame(Records.message(message.id(), reader), message);
            assertThat(Records.recipients(reader)).isEqualTo(recipients);
            assertSame(Records.retained(message.topic(), Records.encodeRetained(writer, message)), message);
        }
    }

    @Test
    void randomSessionsSubscriptionsAndWills_writtenAndRead_areTheSame() {
        for (int i = 0; i < 2_000; i++) {
            StoredSession session = new StoredSession(number(), text(), text(), text(), number(), number());
            assertThat(Records.session(session.id(), Records.encode(writer, session)))
                    .isEqualTo(session);
            StoredSubscription subscription =
                    new StoredSubscription(text(), random.nextInt(64), random.nextInt(268_435_456), random.nextInt(2));
            assertThat(Records.subscription(subscription.filter(), Records.encode(writer, subscription)))
                    .isEqualTo(subscription);
            StoredWill will = new StoredWill(message(0), number(), number());
            StoredWill read = Records.will(Records.encode(writer, will));
            assertSame(read.message(), will.message());
            assertThat(read.delaySeconds()).isEqualTo(will.delaySeconds());
            assertThat(read.expirySeconds()).isEqualTo(will.expirySeconds());
        }
    }

    @Test
    void record_ofAnotherVersion_isRefusedWithWords() {
        byte[] record = Records.encode(writer, new StoredSubscription("a", 1, 1, 1));
        record[0] = 9;
        assertThatThrownBy(() -> Records.subscription("a", record))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version: 9 (expected: 1");
    }

    @Test
    void record_cutAnywhere_isRefused() {
        byte[] record = Records.encode(writer, new StoredSession(1, "hub", "device", "client", 300, 5));
        for (int length = 0; length < record.length; length++) {
            byte[] cut = Arrays.copyOf(record, length);
            assertThatThrownBy(() -> Records.session(1, cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static void assertSame(StoredMessage read, StoredMessage written) {
        // Arrays at once: taken apart, each byte would be a value to compare.
        assertThat(read)
                .usingRecursiveComparison()
                .withEqualsForType(Arrays::equals, byte[].class)
                .isEqualTo(written);
    }

    private StoredMessage message(long id) {
        return new StoredMessage(
                id, text(), Qos.of(random.nextInt(3)), random.nextBoolean(), number(), number(), bytes(), bytes());
    }

    /** Of any size, not negative. */
    private long number() {
        return random.nextLong() >>> 1 + random.nextInt(63);
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(10) == 0 ? random.nextInt(5_000) : random.nextInt(50)];
        random.nextBytes(bytes);
        return bytes;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            text.appendCodePoint(random.nextBoolean() ? 'a' + random.nextInt(26) : 0x1F600 + random.nextInt(50));
        }
        return text.toString();
    }
}
