package org.axletree.hub.registry.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.axletree.core.door.Exchanged;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.Role;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.hub.Hub;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Row J1 of scaleway.md, and B12. */
@ParameterizedClass
@EnumSource
class MetricsLedgerTest {
    private static final String REGION = RegistryFixture.REGION;

    @Parameter
    TestDatabase kind;

    private RegistryFixture registry;
    private Hub hub;
    private Device pump;
    private Device valve;
    private final Instant now = RegistryFixture.NOW;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(kind.open());
        hub = registry.hub("hub");
        pump = registry.device(hub.id(), "pump");
        valve = registry.device(hub.id(), "valve");
    }

    @Test
    void packets_areSummed_byHubAndByDevice() {
        registry.metrics.add(
                List.of(of(pump, now, 4), of(valve, now, 3), new TrafficDelta(hub.id(), "", now, packets(2))));
        registry.metrics.add(List.of(of(pump, now, 5)));

        assertThat(total(hubMetrics(Duration.ofHours(1)), "message_count")).isEqualTo(14);
        assertThat(total(deviceMetrics(pump, Duration.ofHours(1)), "message_count"))
                .isEqualTo(9);
        assertThat(total(deviceMetrics(valve, Duration.ofHours(1)), "message_count"))
                .isEqualTo(3);
    }

    /** What was counted is written before it is read. */
    @Test
    void whoeverMayOnlyLook_readsWhatWasCountedAMomentAgo() {
        Caller looker = Caller.person("ada", "1", Role.READ_ONLY, Optional.empty(), "192.0.2.1:5000");
        try (Caller.Asking asks = looker.asks()) {
            registry.counts.count(hub.id(), pump.id(), packets(2));
            assertThat(total(hubMetrics(Duration.ofHours(1)), "message_count")).isEqualTo(2);
            registry.counts.count(hub.id(), pump.id(), packets(3));
            assertThat(total(deviceMetrics(pump, Duration.ofHours(1)), "message_count"))
                    .isEqualTo(5);
        }
    }

    @Test
    void messages_areKept_ofTheDeviceAndToIt_besideItsPackets() {
        registry.metrics.add(List.of(
                new TrafficDelta(hub.id(), pump.id(), now, new Exchanged(9, 2, 3)),
                new TrafficDelta(hub.id(), pump.id(), now.minusSeconds(60), new Exchanged(4, 1, 0))));
        registry.counts.count(hub.id(), pump.id(), new Exchanged(2, 1, 0));

        TrafficSeries<Exchanged> hour = registry.metrics.trafficOfDevice(REGION, pump.id(), now.minusSeconds(3_600));
        assertThat(hour.points()).hasSize(61);
        assertThat(hour.points().get(60).volume()).isEqualTo(new Exchanged(11, 3, 3));
        assertThat(hour.points().get(59).volume()).isEqualTo(new Exchanged(4, 1, 0));
        assertThat(hour.nextAt()).isAfter(now);
        assertThat(registry.metrics
                        .trafficOfDevice(REGION, pump.id(), now.minus(Duration.ofDays(30)))
                        .points()
                        .get(30)
                        .volume())
                .isEqualTo(new Exchanged(15, 4, 3));
    }

    @Test
    void countedPackets_areThere_whenSomebodyReads_alsoAfterARestart() {
        registry.counts.count(hub.id(), pump.id(), packets(4));
        for (int i = 0; i < MetricsLedger.MOST_DELTAS; i++) {
            registry.counts.count(hub.id(), "gone " + i, packets(1));
        }

        assertThat(total(deviceMetrics(pump, Duration.ofHours(1)), "message_count"))
                .isEqualTo(4);
        assertThat(registry.counts.take()).isEmpty();

        registry = registry.restarted();
        assertThat(total(deviceMetrics(pump, Duration.ofHours(1)), "message_count"))
                .isEqualTo(4);
    }

    @Test
    void activeDevice_isCountedOnceAStep() {
        for (int i = 0; i < 3; i++) {
            registry.metrics.add(List.of(of(pump, now, 0), of(valve, now.minusSeconds(60), 1)));
        }

        List<MetricSeries.Point> minutes = points(hubMetrics(Duration.ofHours(1)), "active_devices");
        assertThat(minutes.get(60).value()).isEqualTo(1);
        assertThat(minutes.get(59).value()).isEqualTo(1);
        assertThat(points(hubMetrics(Duration.ofDays(30)), "active_devices")
                        .get(30)
                        .value())
                .isEqualTo(2);
        assertThat(points(deviceMetrics(pump, Duration.ofHours(1)), "device_activity")
                        .get(60)
                        .value())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"PT60M, 61, 60", "PT24H, 25, 3600", "P7D, 43, 14400", "P30D, 31, 86400"})
    void window_hasItsSteps(Duration back, int points, int seconds) {
        List<MetricSeries.Point> found = points(hubMetrics(back), "message_count");

        assertThat(found).hasSize(points);
        assertThat(Duration.between(found.get(0).time(), found.get(1).time())).hasSeconds(seconds);
        assertThat(found.get(points - 1).time()).isBeforeOrEqualTo(now).isAfter(now.minusSeconds(seconds));
    }

    @Test
    void year_isByTheMonth_andNothingReachesFarther() {
        assertThat(points(hubMetrics(Duration.ofDays(365)), "message_count")).hasSize(13);
        assertThat(points(hubMetrics(Duration.ofDays(20_000)), "message_count")).hasSize(13);
    }

    @Test
    void start_unlessSaid_isAnHourAgo_andNeverToCome() {
        assertThat(points(registry.metrics.ofHub(REGION, hub.id(), Optional.empty()), "message_count"))
                .hasSize(61);
        assertThatThrownBy(() -> registry.metrics.ofHub(REGION, hub.id(), Optional.of(now.plusSeconds(1))))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("start_date: ");
    }

    @Test
    void deletedThings_arePassedOver() {
        registry.devices.delete(REGION, pump.id());

        registry.metrics.add(List.of(of(pump, now, 4), new TrafficDelta("gone", "gone", now, packets(1))));
        assertThat(total(hubMetrics(Duration.ofHours(1)), "message_count")).isEqualTo(4);

        registry.metrics.add(List.of(of(valve, now, 1)));
        registry.hubs.delete(REGION, hub.id(), true);
        assertThatThrownBy(() -> registry.metrics.ofHub(REGION, hub.id(), Optional.empty()))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void tooManyAtOnce_areRefused() {
        assertThatThrownBy(() ->
                        registry.metrics.add(Collections.nCopies(MetricsLedger.MOST_DELTAS + 1, of(pump, now, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("deltas: 501 (expected: at most 500)");
    }

    private TrafficDelta of(Device device, Instant at, long packets) {
        return new TrafficDelta(hub.id(), device.id(), at, packets(packets));
    }

    private static Exchanged packets(long packets) {
        return new Exchanged(packets, 0, 0);
    }

    private List<MetricSeries> hubMetrics(Duration back) {
        return registry.metrics.ofHub(REGION, hub.id(), Optional.of(now.minus(back)));
    }

    private List<MetricSeries> deviceMetrics(Device device, Duration back) {
        return registry.metrics.ofDevice(REGION, device.id(), Optional.of(now.minus(back)));
    }

    private static List<MetricSeries.Point> points(List<MetricSeries> metrics, String name) {
        return metrics.stream()
                .filter(series -> series.name().equals(name))
                .findFirst()
                .orElseThrow()
                .points();
    }

    private static long total(List<MetricSeries> metrics, String name) {
        return points(metrics, name).stream()
                .mapToLong(MetricSeries.Point::value)
                .sum();
    }
}
