package org.axletree.core.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TopicTreeTest {
    private static final List<String> TOPICS = NaiveMatcher.allTopics(3);

    private static List<String> matches(TopicTree<String> tree, String topic) {
        List<String> found = new ArrayList<>();
        tree.forEachMatch(topic, found::add);
        return found;
    }

    @Test
    void forEachMatch_afterRandomAddsAndRemoves_asTheNaiveMatcher() {
        Random random = new Random(20261121);
        TopicTree<String> tree = new TopicTree<>();
        Map<String, Set<String>> twin = new HashMap<>();
        int size = 0;
        for (int step = 0; step < 20_000; step++) {
            String filter = NaiveMatcher.randomFilter(random);
            String value = "v" + random.nextInt(5);
            Set<String> values = twin.computeIfAbsent(filter, key -> new HashSet<>());
            if (random.nextBoolean()) {
                boolean added = values.add(value);
                size += added ? 1 : 0;
                assertThat(tree.add(TopicFilter.of(filter), value)).isEqualTo(added);
            } else {
                boolean removed = values.remove(value);
                size -= removed ? 1 : 0;
                assertThat(tree.remove(TopicFilter.of(filter), value)).isEqualTo(removed);
            }
            if (step % 20 == 0) {
                String topic = TOPICS.get(random.nextInt(TOPICS.size()));
                List<String> expected = new ArrayList<>();
                twin.forEach((known, all) -> {
                    if (NaiveMatcher.matches(known, topic)) {
                        expected.addAll(all);
                    }
                });
                assertThat(matches(tree, topic)).as(topic).containsExactlyInAnyOrderElementsOf(expected);
            }
        }
        assertThat(tree.size()).isEqualTo(size);
    }

    @Test
    void forEachMatch_valueBehindSeveralMatchingFilters_comesOncePerFilter() {
        TopicTree<String> tree = new TopicTree<>();
        tree.add(TopicFilter.of("a/+"), "v");
        tree.add(TopicFilter.of("#"), "v");
        assertThat(matches(tree, "a/b")).containsExactly("v", "v");
    }

    @Test
    void remove_lastValueOfAFilter_leavesNoBranchBehind() {
        TopicTree<String> tree = new TopicTree<>();
        tree.add(TopicFilter.of("a/b/c"), "v");
        tree.add(TopicFilter.of("a"), "w");
        tree.remove(TopicFilter.of("a/b/c"), "v");
        assertThat(matches(tree, "a")).containsExactly("w");
        assertThat(matches(tree, "a/b/c")).isEmpty();
        assertThat(tree.size()).isOne();
        assertThat(tree.isEmpty()).isFalse();
        tree.remove(TopicFilter.of("a"), "w");
        assertThat(tree.isEmpty()).isTrue();
    }

    @Test
    void forEachMatch_whileOthersChangeTheTree_alwaysFindsWhatStays() throws Exception {
        TopicTree<String> tree = new TopicTree<>();
        tree.add(TopicFilter.of("stays/+/here"), "stays");
        AtomicBoolean done = new AtomicBoolean();
        CountDownLatch running = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> writer = threads.submit(() -> {
                Random random = new Random(3);
                while (!done.get()) {
                    TopicFilter filter = TopicFilter.of("stays/" + random.nextInt(50) + "/here");
                    tree.add(filter, "moves");
                    tree.remove(filter, "moves");
                    running.countDown();
                }
            });
            running.await();
            for (int i = 0; i < 50_000; i++) {
                assertThat(matches(tree, "stays/" + i % 50 + "/here")).contains("stays");
            }
            done.set(true);
            writer.get();
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
        assertThat(tree.size()).isOne();
    }
}
