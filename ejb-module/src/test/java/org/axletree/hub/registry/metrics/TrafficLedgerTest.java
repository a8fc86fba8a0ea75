package org.axletree.hub.registry.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.hub.Hub;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class TrafficLedgerTest {
    private static final String REGION = RegistryFixture.REGION;
    private static final Instant NOW = RegistryFixture.NOW;

    @Parameter
    TestDatabase kind;

    private RegistryFixture registry;
    private Hub one;
    private Hub other;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(kind.open());
        one = registry.hub("one");
        other = registry.hub("other");
    }

    @Test
    void whatPassed_addsUp_butForWhoIsConnected() {
        TrafficLedger ledger = registry.traffic;
        ledger.add(Map.of(one.id(), volume(3, 30, 2, 20, 5, 1)));
        ledger.add(Map.of(
                one.id(),
                volume(4, 40, 0, 0, 3, 0),
                other.id(),
                volume(10, 1, 0, 0, 2, 0),
                "gone",
                volume(1, 1, 1, 1, 1, 1)));

        assertThat(last(ledger.ofHub(REGION, one.id(), NOW.minus(Duration.ofHours(1)))))
                .isEqualTo(volume(7, 70, 2, 20, 5, 1));
        assertThat(last(ledger.ofAll(REGION, NOW.minus(Duration.ofHours(1))))).isEqualTo(volume(17, 71, 2, 20, 7, 1));
        assertThat(last(ledger.ofHub(REGION, one.id(), NOW.minus(Duration.ofDays(300)))))
                .isEqualTo(volume(7, 70, 2, 20, 5, 1));
    }

    @Test
    void steps_areThereWithoutGaps_andTheNextOneIsNamed() {
        TrafficSeries<HubVolume> hour = registry.traffic.ofHub(REGION, one.id(), NOW.minus(Duration.ofHours(1)));

        assertThat(hour.points()).hasSize(61);
        assertThat(hour.nextAt()).isAfter(NOW).isBeforeOrEqualTo(NOW.plusSeconds(60));
        assertThat(hour.points().get(60).time()).isEqualTo(hour.nextAt().minusSeconds(60));
    }

    @Test
    void count_thatHasBegunAnew_isWhatCame() {
        assertThat(volume(5, 50, 5, 50, 1, 0).since(volume(3, 60, 5, 20, 9, 0))).isEqualTo(volume(2, 50, 0, 30, 1, 0));
    }

    private static HubVolume last(TrafficSeries<HubVolume> series) {
        return series.points().get(series.points().size() - 1).volume();
    }

    private static HubVolume volume(long in, long bytesIn, long out, long bytesOut, long connected, long refused) {
        return new HubVolume(in, bytesIn, out, bytesOut, connected, List.of(refused, 0L, 0L, 0L));
    }
}
