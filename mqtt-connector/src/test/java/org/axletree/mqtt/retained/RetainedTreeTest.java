package org.axletree.mqtt.retained;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axletree.core.message.Qos;
import org.axletree.core.topic.TopicFilter;
import org.axletree.mqtt.store.StoredMessage;
import org.junit.jupiter.api.Test;

class RetainedTreeTest {
    private static final List<String> LEVELS = List.of("a", "b", "", "$s", "long-level");

    private final RetainedTree tree = new RetainedTree();

    @Test
    void match_ofRandomFilters_isWhatEachFilterMatchesOneByOne() {
        Random random = new Random(7);
        Map<String, StoredMessage> naive = new TreeMap<>();
        for (int i = 0; i < 20_000; i++) {
            String topic = topic(random, false);
            if (random.nextInt(3) == 0) {
                assertThat(tree.remove(topic).isPresent()).isEqualTo(naive.remove(topic) != null);
            } else {
                StoredMessage message = message(i, topic);
                assertThat(tree.put(message).orElse(null)).isSameAs(naive.put(topic, message));
            }
            if (i % 20 == 0) {
                TopicFilter filter = TopicFilter.of(topic(random, true));
                assertThat(topics(tree.match(filter)))
                        .as(filter.toString())
                        .containsExactlyInAnyOrderElementsOf(
                                naive.keySet().stream().filter(filter::matches).toList());
            }
            assertThat(tree.size()).isEqualTo(naive.size());
        }
        assertThat(topics(tree.all())).containsExactlyInAnyOrderElementsOf(naive.keySet());
        List.copyOf(naive.keySet()).forEach(tree::remove);
        assertThat(tree.all()).isExhausted();
    }

    @Test
    void mqtt_4_7_2_1_wildcardsOfTheFirstLevel_doNotMatchDollarTopics() {
        tree.put(message(1, "$SYS/a"));
        tree.put(message(2, "a/$SYS"));
        assertThat(topics(tree.match(TopicFilter.of("#")))).containsExactly("a/$SYS");
        assertThat(topics(tree.match(TopicFilter.of("+/a")))).isEmpty();
        assertThat(topics(tree.match(TopicFilter.of("$SYS/#")))).containsExactly("$SYS/a");
        assertThat(topics(tree.match(TopicFilter.of("a/+")))).containsExactly("a/$SYS");
    }

    @Test
    void message_thatAnotherReplaced_isNotRemovedInItsPlace() {
        StoredMessage first = message(1, "a");
        tree.put(first);
        tree.put(message(2, "a"));
        assertThat(tree.remove(first)).isFalse();
        assertThat(tree.size()).isEqualTo(1);
    }

    @Test
    void changes_ofManyThreads_leaveWhatTheLastOfEachTopicSaid() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> works = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                String own = "own" + t;
                int seed = t;
                works.add(() -> {
                    Random random = new Random(seed);
                    for (int i = 0; i < 20_000; i++) {
                        // The first levels are shared, so that paths come and go under the feet of the others.
                        String topic = "x/" + random.nextInt(3) + "/" + own;
                        if (random.nextBoolean()) {
                            tree.put(message(i, topic));
                            assertThat(tree.get(topic)).isPresent();
                        } else {
                            tree.remove(topic);
                            assertThat(tree.get(topic)).isEmpty();
                        }
                    }
                    for (int i = 0; i < 3; i++) {
                        tree.put(message(i, "x/" + i + "/" + own));
                    }
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(works)) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(tree.size()).isEqualTo(12);
        assertThat(topics(tree.match(TopicFilter.of("x/+/+")))).hasSize(12);
    }

    private static String topic(Random random, boolean wildcards) {
        StringBuilder topic = new StringBuilder();
        int levels = 1 + random.nextInt(4);
        for (int i = 0; i < levels; i++) {
            topic.append(i == 0 ? "" : "/");
            int pick = random.nextInt(wildcards ? LEVELS.size() + 4 : LEVELS.size());
            if (pick < LEVELS.size()) {
                topic.append(LEVELS.get(pick));
            } else if (pick < LEVELS.size() + 2 || i < levels - 1) {
                topic.append('+');
            } else {
                topic.append('#');
            }
        }
        return topic.length() == 0 ? "a" : topic.toString();
    }

    static List<String> topics(Iterator<StoredMessage> messages) {
        List<String> topics = new ArrayList<>();
        messages.forEachRemaining(message -> topics.add(message.topic()));
        return topics;
    }

    static StoredMessage message(long id, String topic) {
        return new StoredMessage(
                id, topic, Qos.AT_LEAST_ONCE, true, 0, StoredMessage.NEVER, new byte[0], new byte[] {1});
    }
}
