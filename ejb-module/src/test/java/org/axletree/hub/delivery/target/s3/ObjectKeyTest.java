package org.axletree.hub.delivery.target.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.axletree.hub.delivery.target.Samples;
import org.junit.jupiter.api.Test;

class ObjectKeyTest {
    @Test
    void key_isPrefixAndTopic() {
        assertThat(ObjectKey.ofTopic("", Samples.message(1, "a/b", ""))).isEqualTo("a/b");
        assertThat(ObjectKey.ofTopic("p", Samples.message(1, "a/b", ""))).isEqualTo("p/a/b");
    }

    @Test
    void topic_thatWouldBeAStepOfAPath_isADeadLetter() {
        ObjectKey.check("a/...//.b/..c");
        for (String topic : List.of("..", "a/../b", "a/.", "../../other-bucket/a")) {
            assertThatThrownBy(() -> ObjectKey.check(topic))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("key: has the level .");
        }
    }

    @Test
    void key_ofAMessage_isItsOwn_andTheSameAtEachTry() {
        String key = ObjectKey.ofMessage("p", Samples.message(1, "a", ""));
        assertThat(key).isEqualTo("p/a/2026-01-01T00:00:00.123000001Z");
        assertThat(ObjectKey.ofMessage("p", Samples.message(1, "a", ""))).isEqualTo(key);
        assertThat(ObjectKey.ofMessage("p", Samples.message(2, "a", ""))).isNotEqualTo(key);
        assertThat(ObjectKey.ofMessage("", Samples.message(1_000_000, "a", "")))
                .as("without zeros at the end")
                .isEqualTo("a/2026-01-01T00:00:00.123Z");
    }
}
