package org.axletree.core.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "/", "//", "$SYS/a", "a b/ü/😀", " "})
    void problemWith_validTopic_none(String topic) {
        assertThat(Topic.problemWith(topic)).isEmpty();
        assertThat(Topic.requireValid(topic)).isSameAs(topic);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/+", "#", "a\0", "\uDC00", "\uD800x"})
    void requireValid_invalidTopic_saysWhatIsWrong(String topic) {
        assertThatThrownBy(() -> Topic.requireValid(topic))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("topic: ")
                .hasMessageContaining("(expected: ");
    }

    @Test
    void problemWith_longestTopic_none() {
        assertThat(Topic.problemWith("a".repeat(Topic.MAX_BYTES))).isEmpty();
        assertThat(Topic.problemWith("a".repeat(Topic.MAX_BYTES + 1))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"a, 1", "/, 2", "a/b/c, 3", "/a/, 3"})
    void levels_anyTopic_oneMoreThanSlashes(String topic, int levels) {
        assertThat(Topic.levels(topic)).isEqualTo(levels);
    }
}
