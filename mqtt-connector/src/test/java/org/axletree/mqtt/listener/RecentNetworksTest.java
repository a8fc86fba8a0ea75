package org.axletree.mqtt.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentNetworksTest {
    private static final long LIFE = 1_000;
    private static final int MOST = 100;

    private final RecentNetworks networks = new RecentNetworks(MOST, LIFE, 0);

    @Test
    void network_added_isThereForItsLifeAndGoneAfterTwo() {
        assertThat(networks.contains(7, 0)).isFalse();
        assertThat(networks.add(7, 10)).isTrue();
        assertThat(networks.add(7, 20)).isFalse();
        assertThat(networks.contains(7, 20 + LIFE)).isTrue();
        assertThat(networks.contains(7, 20 + 3 * LIFE)).isFalse();
    }

    @Test
    void network_addedAgainAndAgain_stays() {
        for (long now = 0; now < 20 * LIFE; now += LIFE / 2) {
            assertThat(networks.add(7, now)).isEqualTo(now == 0);
        }
    }

    @Test
    void networks_tooMany_theLeastRecentAreForgottenFirst() {
        for (long network = 0; network < 10 * MOST; network++) {
            networks.add(network, 1);
            networks.add(-1, 1); // used all the time
        }
        assertThat(networks.contains(-1, 1)).isTrue();
        assertThat(networks.contains(0, 1)).isFalse();
        long there = LongStream.range(0, 10 * MOST)
                .filter(network -> networks.contains(network, 1))
                .count();
        assertThat(there).isBetween((long) MOST / 2 - 1, (long) MOST);
    }

    @Test
    void network_removed_isGoneFromBothGenerations() {
        networks.add(7, 0);
        networks.add(8, LIFE + 1);
        networks.remove(7);
        networks.remove(8);
        assertThat(networks.contains(7, LIFE + 2)).isFalse();
        assertThat(networks.contains(8, LIFE + 2)).isFalse();
    }

    /** Against a naive twin: what was added within the life, and is among the latest half of the most, must be there. */
    @Test
    void networks_atRandom_theLatestAreAlwaysThere() {
        Random random = new Random(31);
        Set<Long> latest = new LinkedHashSet<>();
        long now = 0;
        for (int i = 0; i < 20_000; i++) {
            long network = random.nextInt(3 * MOST);
            networks.add(network, now);
            latest.remove(network);
            latest.add(network);
            if (latest.size() > MOST / 2) {
                latest.remove(latest.iterator().next());
            }
            for (long each : latest) {
                assertThat(networks.contains(each, now)).isTrue();
            }
        }
    }

    @Test
    void networks_addedByMany_areCountedOnce() throws InterruptedException {
        RecentNetworks large = new RecentNetworks(100_000, LIFE, 0);
        CountDownLatch done = new CountDownLatch(4);
        IntStream.range(0, 4)
                .mapToObj(part -> new Thread(() -> {
                    for (long network = 0; network < 1_000; network++) {
                        large.add(network * 4 + part, 1);
                    }
                    done.countDown();
                }))
                .forEach(Thread::start);
        done.await();
        assertThat(LongStream.range(0, 4_000)).allMatch(network -> large.contains(network, 1));
    }
}
