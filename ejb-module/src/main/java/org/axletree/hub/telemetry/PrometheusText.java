package org.axletree.hub.telemetry;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Metrics in the making, written as Prometheus reads them. Metrics without a value are left out. */
final class PrometheusText {
    private final List<MetricSnapshot> metrics = new ArrayList<>();

    /** Takes the values of one metric. */
    interface Values {
        /** @param labels names and values in turn */
        void add(double value, String... labels);
    }

    /** Takes the distributions of one metric. */
    interface Distributions {
        /**
         * @param added of the same bounds; what is shown is all of them together
         * @param labels names and values in turn
         */
        void add(List<Distribution> added, String... labels);
    }

    PrometheusText counter(String name, String help, Consumer<Values> source) {
        CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
        boolean[] any = {false};
        source.accept((value, labels) -> {
            any[0] = true;
            counter.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                    .value(value)
                    .labels(Labels.of(labels))
                    .build());
        });
        if (any[0]) {
            metrics.add(counter.build());
        }
        return this;
    }

    PrometheusText gauge(String name, String help, Consumer<Values> source) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
        boolean[] any = {false};
        source.accept((value, labels) -> {
            any[0] = true;
            gauge.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                    .value(value)
                    .labels(Labels.of(labels))
                    .build());
        });
        if (any[0]) {
            metrics.add(gauge.build());
        }
        return this;
    }

    /** @param unit the unit of the metric in that of the distributions: 1000 for seconds of milliseconds */
    PrometheusText histogram(String name, String help, double unit, Consumer<Distributions> source) {
        HistogramSnapshot.Builder histogram =
                HistogramSnapshot.builder().name(name).help(help);
        boolean[] any = {false};
        source.accept((distributions, labels) -> {
            any[0] = true;
            histogram.dataPoint(HistogramSnapshot.HistogramDataPointSnapshot.builder()
                    .classicHistogramBuckets(buckets(distributions, unit))
                    .sum(distributions.stream().mapToLong(Distribution::sum).sum() / unit)
                    .labels(Labels.of(labels))
                    .build());
        });
        if (any[0]) {
            metrics.add(histogram.build());
        }
        return this;
    }

    private static ClassicHistogramBuckets buckets(List<Distribution> distributions, double unit) {
        long[] bounds = distributions.get(0).bounds();
        double[] highest = new double[bounds.length + 1];
        long[] counts = new long[highest.length];
        for (int i = 0; i < highest.length; i++) {
            highest[i] = i < bounds.length ? bounds[i] / unit : Double.POSITIVE_INFINITY;
        }
        for (Distribution each : distributions) {
            long[] more = each.counts();
            for (int i = 0; i < counts.length; i++) {
                counts[i] += more[i];
            }
        }
        return ClassicHistogramBuckets.of(highest, counts);
    }

    String write() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create()
                    .write(text, new MetricSnapshots(metrics), EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString(StandardCharsets.UTF_8);
    }
}
