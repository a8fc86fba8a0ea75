package org.axletree.core.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicFilterTest {
    private static final List<String> TOPICS = NaiveMatcher.allTopics(4);
    private static final int PAIRS = 3_000;

    @ParameterizedTest
    @CsvSource({
        "sport/tennis/player1/#, sport/tennis/player1, true",
        "sport/tennis/player1/#, sport/tennis/player1/ranking, true",
        "sport/tennis/player1/#, sport/tennis/player1/score/wimbledon, true",
        "sport/#, sport, true",
        "sport/tennis/+, sport/tennis/player1, true",
        "sport/tennis/+, sport/tennis/player1/ranking, false",
        "sport/+, sport, false",
        "sport/+, sport/, true",
        "+/+, /finance, true",
        "/+, /finance, true",
        "+, /finance, false",
        "#, $SYS/monitor/Clients, false",
        "+/monitor/Clients, $SYS/monitor/Clients, false",
        "$SYS/#, $SYS/monitor/Clients, true",
        "$SYS/monitor/+, $SYS/monitor/Clients, true",
        "ACCOUNTS, Accounts, false",
        "a/b, a/bc, false",
        "a/bc, a/b, false",
        "a/+/c/#, a/b/c, true",
        "a/+/#, a, false"
    })
    void matches_examplesOfTheSpecification_asWritten(String filter, String topic, boolean expected) {
        assertThat(TopicFilter.of(filter).matches(topic)).isEqualTo(expected);
    }

    @Test
    void matches_anyFilterAndTopic_asTheNaiveMatcher() {
        Random random = new Random(20261121);
        for (int i = 0; i < PAIRS; i++) {
            String filter = NaiveMatcher.randomFilter(random);
            String topic = TOPICS.get(random.nextInt(TOPICS.size()));
            assertThat(TopicFilter.of(filter).matches(topic))
                    .as("%s on %s", filter, topic)
                    .isEqualTo(NaiveMatcher.matches(filter, topic));
        }
    }

    @Test
    void covers_anyTwoFilters_exactlyIfEveryTopicOfTheOtherMatches() {
        Random random = new Random(1);
        for (int i = 0; i < PAIRS; i++) {
            String mine = NaiveMatcher.randomFilter(random);
            String other = NaiveMatcher.randomFilter(random);
            boolean expected = TOPICS.stream()
                    .filter(topic -> NaiveMatcher.matches(other, topic))
                    .allMatch(topic -> NaiveMatcher.matches(mine, topic));
            assertThat(TopicFilter.of(mine).covers(TopicFilter.of(other)))
                    .as("%s covers %s", mine, other)
                    .isEqualTo(expected);
        }
    }

    @Test
    void intersects_anyTwoFilters_exactlyIfSomeTopicMatchesBoth() {
        Random random = new Random(2);
        for (int i = 0; i < PAIRS; i++) {
            String mine = NaiveMatcher.randomFilter(random);
            String other = NaiveMatcher.randomFilter(random);
            boolean expected = TOPICS.stream()
                    .anyMatch(topic -> NaiveMatcher.matches(mine, topic) && NaiveMatcher.matches(other, topic));
            assertThat(TopicFilter.of(mine).intersects(TopicFilter.of(other)))
                    .as("%s intersects %s", mine, other)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a#", "#/a", "a/#/b", "a+", "+a", "a/+b/c", "##", "a\0b", "a\uD800"})
    void of_malformedFilter_saysWhatIsWrong(String filter) {
        assertThatThrownBy(() -> TopicFilter.of(filter))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("topic filter: ")
                .hasMessageContaining("(expected: ");
    }

    @Test
    void of_filterLongerThanTheWireCanCarry_refused() {
        assertThat(TopicFilter.problemWith("a".repeat(65_535))).isEmpty();
        assertThat(TopicFilter.problemWith("a".repeat(65_536))).isPresent();
        assertThat(TopicFilter.problemWith("ü".repeat(32_768))).isPresent();
        assertThat(TopicFilter.problemWith("😀".repeat(16_384))).isPresent();
    }

    @Test
    void toString_anyFilter_asItWasGiven() {
        assertThat(TopicFilter.of("/a//+/#")).hasToString("/a//+/#").isEqualTo(TopicFilter.of("/a//+/#"));
    }
}
