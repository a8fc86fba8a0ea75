package org.axletree.web.console.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axletree.hub.registry.metrics.MetricSeries;
import org.junit.jupiter.api.Test;

class ChartTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void sum_saysHowManyInAllAndInTheBusiestStep() {
        Chart chart = Chart.ofSum("Packets", series(1_000, 0, 250), TrafficWindow.HOUR);
        assertThat(chart.summary()).isEqualTo("1,250 in all, at most 1,000 a minute");
        assertThat(chart.from()).isEqualTo(NOON);
    }

    @Test
    void peak_saysNothingOfASum() {
        Chart chart = Chart.ofPeak("Active devices", series(3, 5, 4), TrafficWindow.DAY);
        assertThat(chart.summary()).isEqualTo("at most 5 an hour");
    }

    @Test
    void bars_areAsHighAsTheirShareOfTheHighest() {
        Chart chart = Chart.ofSum("Packets", series(1_000, 0, 250), TrafficWindow.HOUR);
        assertThat(chart.bars()).extracting(Chart.Bar::height).containsExactly(100, 0, 25);
        assertThat(chart.bars())
                .allSatisfy(bar -> assertThat(bar.y() + bar.height()).isEqualTo(100));
        assertThat(chart.bars().get(2).label()).isEqualTo("21 Nov 2026 12:02 UTC: 250");
    }

    @Test
    void one_isSeenBesideAMillion() {
        Chart chart = Chart.ofSum("Packets", series(1_000_000, 1), TrafficWindow.HOUR);
        assertThat(chart.bars().get(1).height()).isPositive();
    }

    @Test
    void nothing_isDrawnAsNothing() {
        Chart chart = Chart.ofSum("Packets", series(0, 0), TrafficWindow.HOUR);
        assertThat(chart.summary()).isEqualTo("none");
        assertThat(chart.bars()).extracting(Chart.Bar::height).containsOnly(0);
    }

    @Test
    void hugeCounts_doNotOverflow() {
        Chart chart = Chart.ofSum("Packets", series(Long.MAX_VALUE / 2, Long.MAX_VALUE / 4), TrafficWindow.YEAR);
        assertThat(chart.bars()).extracting(Chart.Bar::height).containsExactly(100, 50);
    }

    private static MetricSeries series(long... values) {
        List<MetricSeries.Point> points = new ArrayList<>();
        for (long value : values) {
            points.add(new MetricSeries.Point(NOON.plusSeconds(60L * points.size()), value));
        }
        return new MetricSeries("message_count", points);
    }
}
