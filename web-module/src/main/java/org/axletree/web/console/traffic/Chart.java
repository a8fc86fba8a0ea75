package org.axletree.web.console.traffic;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.axletree.hub.registry.metrics.MetricSeries;

/**
 * A metric as bars, in a box of {@link #width} by {@link #HEIGHT}.
 *
 * @param title what is counted
 * @param summary the figures in one line; what a reader of the screen says of the picture
 * @param width of all bars together
 * @param from when the first bar begins
 */
public record Chart(String title, String summary, List<Bar> bars, int width, Instant from) {
    static final int HEIGHT = 100;
    private static final int SPACE = 10;
    private static final int LEAST = 3;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /**
     * One step of time.
     *
     * @param label when, and how many
     */
    public record Bar(int x, int y, int height, String label) {}

    public Chart {
        bars = List.copyOf(bars);
    }

    /** Of things that add up: packets. */
    static Chart ofSum(String title, MetricSeries series, TrafficWindow window) {
        long total =
                series.points().stream().mapToLong(MetricSeries.Point::value).sum();
        return of(title, number(total) + " in all, at most " + number(peak(series)) + " " + window.step(), series);
    }

    /** Of things that are the same from step to step: devices. */
    static Chart ofPeak(String title, MetricSeries series, TrafficWindow window) {
        return of(title, "at most " + number(peak(series)) + " " + window.step(), series);
    }

    private static Chart of(String title, String figures, MetricSeries series) {
        String summary = peak(series) == 0 ? "none" : figures;
        long peak = Math.max(1, peak(series));
        List<Bar> bars = new ArrayList<>();
        for (MetricSeries.Point point : series.points()) {
            int height =
                    point.value() == 0 ? 0 : (int) Math.max(LEAST, Math.round((double) HEIGHT * point.value() / peak));
            bars.add(new Bar(
                    bars.size() * SPACE + 1,
                    HEIGHT - height,
                    height,
                    TIME.format(point.time()) + ": " + number(point.value())));
        }
        Instant from = series.points().isEmpty()
                ? Instant.EPOCH
                : series.points().get(0).time();
        return new Chart(title, summary, bars, Math.max(1, bars.size()) * SPACE, from);
    }

    private static long peak(MetricSeries series) {
        return series.points().stream()
                .mapToLong(MetricSeries.Point::value)
                .max()
                .orElse(0);
    }

    private static String number(long value) {
        return String.format(Locale.ENGLISH, "%,d", value);
    }
}
