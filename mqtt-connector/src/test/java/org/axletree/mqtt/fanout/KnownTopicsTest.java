package org.axletree.mqtt.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.axletree.core.topic.TopicFilter;
import org.axletree.core.topic.TopicTree;
import org.junit.jupiter.api.Test;

class KnownTopicsTest {
    private static final String[] LEVELS = {"a", "b", "c"};

    private final KnownTopics known = new KnownTopics();

    /** Stands for an interest; compared by identity. */
    private static SharedGroup interest() {
        return new SharedGroup();
    }

    private List<Interest> find(TopicTree<Interest> tree, String topic) {
        List<Interest> found = new ArrayList<>();
        known.forEachMatch(tree, topic, found::add);
        return found;
    }

    private static List<Interest> findAnew(TopicTree<Interest> tree, String topic) {
        List<Interest> found = new ArrayList<>();
        tree.forEachMatch(topic, found::add);
        return found;
    }

    private static String topic(Random random, String... more) {
        StringBuilder text = new StringBuilder(LEVELS[random.nextInt(LEVELS.length)]);
        for (int i = random.nextInt(3); i > 0; i--) {
            int choice = random.nextInt(LEVELS.length + more.length);
            text.append('/').append(choice < LEVELS.length ? LEVELS[choice] : more[choice - LEVELS.length]);
        }
        return text.toString();
    }

    @Test
    void treesChange_betweenLookUps_whatIsFoundIsWhatTheTreeHolds() {
        Random random = new Random(7);
        List<TopicTree<Interest>> trees = List.of(new TopicTree<>(), new TopicTree<>());
        record Added(TopicTree<Interest> tree, TopicFilter filter, Interest interest) {}
        List<Added> present = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            TopicTree<Interest> tree = trees.get(random.nextInt(trees.size()));
            int what = random.nextInt(100);
            if (what == 0) {
                Added one = new Added(tree, TopicFilter.of(topic(random, "+")), interest());
                tree.add(one.filter, one.interest);
                present.add(one);
            } else if (what == 1 && !present.isEmpty()) {
                Added one = present.remove(random.nextInt(present.size()));
                one.tree.remove(one.filter, one.interest);
            } else {
                String topic = topic(random);
                assertThat(find(tree, topic)).isEqualTo(findAnew(tree, topic));
            }
        }
    }

    @Test
    void manyInterests_areFoundEveryTime() {
        TopicTree<Interest> tree = new TopicTree<>();
        for (int i = 0; i < 100; i++) {
            tree.add(TopicFilter.of("a/b"), interest());
        }

        for (int i = 0; i < 5; i++) {
            assertThat(find(tree, "a/b")).isEqualTo(findAnew(tree, "a/b")).hasSize(100);
        }
    }
}
