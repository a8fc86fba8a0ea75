package org.axletree.verification.bench.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What one run of one scenario against one broker brought: figures by name, and what was wrong. */
public final class Reading {
    /** Messages delivered, or connections accepted, a second. */
    public static final String RATE = "rate";
    /** Processor seconds of the broker for a million messages. */
    public static final String CPU = "broker_cpu_s_per_million";
    /** The same of the generator. */
    public static final String GENERATOR_CPU = "generator_cpu_s_per_million";
    /** Processor milliseconds of the broker for one connection. */
    public static final String CPU_PER_CONNECTION = "broker_cpu_ms_per_connection";

    public static final String GENERATOR_CPU_PER_CONNECTION = "generator_cpu_ms_per_connection";
    public static final String OTHER_CORES = "other_cores";
    public static final String PEAK_MB = "peak_mb";
    public static final String MEDIAN_MICROS = "latency_p50_us";
    public static final String P99_MICROS = "latency_p99_us";
    public static final String LOST = "lost";
    public static final String KB_PER_CONNECTION = "kb_per_connection";

    private final Map<String, Double> figures = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    public Reading with(String figure, double value) {
        figures.put(figure, value);
        return this;
    }

    /** The run does not count: this was wrong. */
    public Reading problem(String what) {
        problems.add(what);
        return this;
    }

    public OptionalDouble figure(String name) {
        Double value = figures.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    public Map<String, Double> figures() {
        return figures;
    }

    public List<String> problems() {
        return problems;
    }

    public Reading withLatencies(Latencies latencies) {
        return with(MEDIAN_MICROS, latencies.micros(0.5)).with(P99_MICROS, latencies.micros(0.99));
    }

    /** What so many messages between two samples cost. */
    public Reading withCost(ProcessMeter.Sample before, ProcessMeter.Sample after, long messages) {
        double millions = Math.max(1, messages) / 1e6;
        return with(RATE, messages / after.secondsSince(before))
                .with(CPU, after.brokerSince(before) / millions)
                .with(GENERATOR_CPU, after.generatorSince(before) / millions)
                .with(OTHER_CORES, after.otherCoresSince(before));
    }

    /** What so many connections between two samples cost. */
    public Reading withCostOfConnections(ProcessMeter.Sample before, ProcessMeter.Sample after, long connections) {
        double count = Math.max(1, connections);
        return with(RATE, connections / after.secondsSince(before))
                .with(CPU_PER_CONNECTION, after.brokerSince(before) * 1_000 / count)
                .with(GENERATOR_CPU_PER_CONNECTION, after.generatorSince(before) * 1_000 / count)
                .with(OTHER_CORES, after.otherCoresSince(before));
    }
}
