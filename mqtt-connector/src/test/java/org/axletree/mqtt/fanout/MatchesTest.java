package org.axletree.mqtt.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.axletree.core.message.Qos;
import org.axletree.core.topic.SubscriptionFilter;
import org.axletree.core.topic.TopicTree;
import org.junit.jupiter.api.Test;

class MatchesTest {
    private final HubTopics topics = new HubTopics();
    private final Matches matches = new Matches();

    /** A subscriber that is only counted. */
    private static final class Counted implements Subscriber {
        final String name;
        Readiness readiness = Readiness.READY;
        int subscriptions;

        Counted(String name) {
            this.name = name;
        }

        @Override
        public int loopNumber() {
            return 0;
        }

        @Override
        public boolean hasSeveralSubscriptions() {
            return subscriptions > 1;
        }

        @Override
        public long storeId() {
            return 0;
        }

        @Override
        public Readiness readiness() {
            return readiness;
        }

        @Override
        public void deliver(OutboundMessage message, Grant grant) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private Subscription subscribe(Counted subscriber, String filter, Grant grant) {
        Subscription subscription = new Subscription(subscriber, SubscriptionFilter.of(filter), grant);
        subscriber.subscriptions++;
        topics.subscribe("h", subscription);
        return subscription;
    }

    private List<Subscriber> find(String topic, Object origin) {
        List<Subscriber> found = new ArrayList<>();
        topics.of("h").ifPresent(tree -> {
            matches.find(tree, topic, origin);
            for (int i = 0; i < matches.size(); i++) {
                found.add(matches.subscriber(i));
            }
            matches.clear();
        });
        return found;
    }

    @Test
    void mqtt_3_3_4_3_overlappingSubscriptions_oneDeliveryWithTheHighestQosAndAllIdentifiers() {
        Counted one = new Counted("one");
        subscribe(one, "a/#", new Grant(Qos.AT_LEAST_ONCE, false, false, List.of(7)));
        subscribe(one, "a/b", new Grant(Qos.EXACTLY_ONCE, false, true, List.of(8)));
        subscribe(one, "+/b", Grant.of(Qos.AT_MOST_ONCE));
        matches.find(topics.of("h").orElseThrow(), "a/b", this);
        assertThat(matches.size()).isEqualTo(1);
        assertThat(matches.grant(0).qos()).isEqualTo(Qos.EXACTLY_ONCE);
        assertThat(matches.grant(0).retainAsPublished()).isTrue();
        assertThat(matches.grant(0).identifiers()).containsExactlyInAnyOrder(7, 8);
    }

    @Test
    void mqtt_3_8_3_3_noLocal_ownMessagesDoNotCome() {
        Counted one = new Counted("one");
        subscribe(one, "a", new Grant(Qos.AT_MOST_ONCE, true, false, List.of()));
        assertThat(find("a", one)).isEmpty();
        assertThat(find("a", this)).containsExactly(one);
    }

    @Test
    void mqtt_4_8_2_share_eachMessageGoesToOneInTurn() {
        List<Counted> members = List.of(new Counted("a"), new Counted("b"), new Counted("c"));
        members.forEach(member -> subscribe(member, "$share/g/t/+", Grant.of(Qos.AT_LEAST_ONCE)));
        Map<Subscriber, Integer> got = new HashMap<>();
        for (int i = 0; i < 30; i++) {
            List<Subscriber> chosen = find("t/x", this);
            assertThat(chosen).hasSize(1);
            got.merge(chosen.get(0), 1, Integer::sum);
        }
        assertThat(got.values()).containsExactly(10, 10, 10);
    }

    @Test
    void share_someAreBehindOrAway_thoseWhoKeepUpAreChosen() {
        Counted away = new Counted("away");
        Counted behind = new Counted("behind");
        Counted ready = new Counted("ready");
        away.readiness = Readiness.AWAY;
        behind.readiness = Readiness.BEHIND;
        for (Counted member : List.of(away, behind, ready)) {
            subscribe(member, "$share/g/t", Grant.of(Qos.AT_LEAST_ONCE));
        }
        for (int i = 0; i < 6; i++) {
            assertThat(find("t", this)).containsExactly(ready);
        }
        ready.readiness = Readiness.AWAY;
        for (int i = 0; i < 6; i++) {
            assertThat(find("t", this)).containsExactly(behind);
        }
        behind.readiness = Readiness.AWAY;
        assertThat(find("t", this)).hasSize(1);
    }

    @Test
    void share_lastMemberLeaves_nothingIsLeft() {
        Subscription one = subscribe(new Counted("one"), "$share/g/t", Grant.of(Qos.AT_MOST_ONCE));
        Subscription two = subscribe(new Counted("two"), "$share/g/t", Grant.of(Qos.AT_MOST_ONCE));
        topics.unsubscribe("h", one);
        assertThat(find("t", this)).containsExactly(two.subscriber());
        topics.unsubscribe("h", two);
        assertThat(topics.hubs()).isZero();
    }

    @Test
    void matches_randomSubscriptionsAndShares_areThoseOfANaiveMatcher() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String[] levels = {"a", "b", "", "+", "$x"};
        List<Counted> subscribers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            subscribers.add(new Counted("s" + i));
        }
        Map<String, Subscription> present = new LinkedHashMap<>();
        for (int step = 0; step < 3_000; step++) {
            Counted subscriber = subscribers.get(random.nextInt(subscribers.size()));
            String filter = filter(random, levels);
            String text = random.nextInt(3) == 0 ? "$share/g" + random.nextInt(2) + "/" + filter : filter;
            String key = subscriber + " " + text;
            if (present.containsKey(key)) {
                subscriber.subscriptions--;
                topics.unsubscribe("h", present.remove(key));
            } else {
                present.put(key, subscribe(subscriber, text, Grant.of(Qos.of(random.nextInt(3)))));
            }
            check(seed, topic(random), present.values());
        }
    }

    private static String filter(Random random, String[] levels) {
        StringBuilder filter = new StringBuilder(levels[random.nextInt(levels.length)]);
        for (int i = random.nextInt(3); i > 0; i--) {
            filter.append('/').append(levels[random.nextInt(levels.length)]);
        }
        if (random.nextInt(4) == 0) {
            filter.append("/#");
        }
        return filter.isEmpty() ? "#" : filter.toString();
    }

    private static String topic(Random random) {
        String[] levels = {"a", "b", "", "$x"};
        StringBuilder topic = new StringBuilder(levels[random.nextInt(levels.length)]);
        for (int i = random.nextInt(3); i > 0; i--) {
            topic.append('/').append(levels[random.nextInt(levels.length)]);
        }
        return topic.isEmpty() ? "/" : topic.toString();
    }

    private void check(long seed, String topic, Iterable<Subscription> present) {
        Set<String> plain = new HashSet<>();
        Map<String, Set<String>> groups = new TreeMap<>();
        for (Subscription subscription : present) {
            SubscriptionFilter filter = subscription.filter();
            if (!filter.filter().matches(topic)) {
                continue;
            }
            String name = subscription.subscriber().toString();
            if (filter.isShared()) {
                groups.computeIfAbsent(filter.toString(), key -> new HashSet<>())
                        .add(name);
            } else {
                plain.add(name);
            }
        }
        List<String> found =
                new ArrayList<>(find(topic, this).stream().map(Object::toString).toList());
        assertThat(found).as("seed %d, topic %s", seed, topic).hasSize(plain.size() + groups.size());
        assertThat(found.subList(0, plain.size()))
                .as("seed %d, topic %s", seed, topic)
                .containsExactlyInAnyOrderElementsOf(plain);
        List<String> chosen = found.subList(plain.size(), found.size());
        Set<String> allowed = new HashSet<>();
        groups.values().forEach(allowed::addAll);
        assertThat(allowed).as("seed %d, topic %s", seed, topic).containsAll(chosen);
    }

    @Test
    void tree_ofNobody_isEmpty() {
        assertThat(new TopicTree<Interest>().isEmpty()).isTrue();
        assertThat(find("a", this)).isEmpty();
    }
}
