package org.axletree.hub.telemetry;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
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
