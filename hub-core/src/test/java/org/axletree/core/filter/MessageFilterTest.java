package org.axletree.core.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axletree.core.topic.TopicFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows E1 to E6 of the specification of behaviour. */
class MessageFilterTest {
    private static MessageFilter filter(FilterPolicy policy, String topics) {
        List<TopicFilter> list = topics == null
                ? List.of()
                : Arrays.stream(topics.split(" ")).map(TopicFilter::of).toList();
        return new MessageFilter(policy, list);
    }

    @ParameterizedTest
    @CsvSource({
        "ACCEPT, a/b, a/b, true",
        "ACCEPT, a/b, a/c, false",
        "ACCEPT, a/# c, c, true",
        "ACCEPT, a/#, a, true",
        "ACCEPT, , a, false",
        "ACCEPT, #, $SCW/events, false",
        "ACCEPT, # $SCW/#, $SCW/events, true",
        "REJECT, a/b, a/b, false",
        "REJECT, a/b, a/c, true",
        "REJECT, , $SCW/events, true",
        "REJECT, #, a, false",
        "REJECT, #, $SCW/events, true",
        "REJECT, +/secret, x/secret, false"
    })
    void permitsTopic_policyAndList_asTheOwnerMeansIt(
            FilterPolicy policy, String topics, String topic, boolean expected) {
        assertThat(filter(policy, topics).permitsTopic(topic)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "ACCEPT, a/#, a/b/+, true",
        "ACCEPT, a/+, a/#, false",
        "ACCEPT, a/b a/c, a/+, false",
        "ACCEPT, #, +/x, true",
        "ACCEPT, #, #, true",
        "ACCEPT, #, $SCW/#, false",
        "ACCEPT, , a, false",
        "REJECT, a/b, a/+, false",
        "REJECT, a/b, #, false",
        "REJECT, a/b, a/c, true",
        "REJECT, a/+/c, a/b/#, false",
        "REJECT, , #, true",
        "REJECT, , $SCW/events/#, true",
        "REJECT, #, $SCW/#, true"
    })
    void permitsSubscribe_policyAndList_coveredOrUntouched(
            FilterPolicy policy, String topics, String wanted, boolean expected) {
        assertThat(filter(policy, topics).permitsSubscribe(TopicFilter.of(wanted)))
                .isEqualTo(expected);
    }

    @Test
    void everything_isNotTheSameAsAcceptHash() {
        MessageFilter acceptHash = filter(FilterPolicy.ACCEPT, "#");
        assertThat(MessageFilter.EVERYTHING.permitsTopic("$SCW/x")).isTrue();
        assertThat(acceptHash.permitsTopic("$SCW/x")).isFalse();
    }

    @Test
    void longLists_askedAgainAndAgain_answerAsTheirTopicsDo() {
        Random random = new Random(11);
        String[] levels = {"a", "b", "c", "d", "+"};
        for (FilterPolicy policy : FilterPolicy.values()) {
            List<TopicFilter> topics = Stream.generate(() -> TopicFilter.of(path(random, levels, 5)))
                    .limit(20)
                    .toList();
            MessageFilter filter = new MessageFilter(policy, topics);
            for (int i = 0; i < 20_000; i++) {
                String topic = path(random, levels, 4);
                boolean listed = topics.stream().anyMatch(one -> one.matches(topic));

                assertThat(filter.permitsTopic(topic))
                        .as(topic + " of " + filter)
                        .isEqualTo(listed == (policy == FilterPolicy.ACCEPT));
            }
        }
    }

    private static String path(Random random, String[] levels, int choice) {
        return IntStream.range(0, 3)
                .mapToObj(i -> levels[random.nextInt(choice)])
                .collect(Collectors.joining("/"));
    }
}
