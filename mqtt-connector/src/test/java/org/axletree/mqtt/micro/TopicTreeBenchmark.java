package org.axletree.mqtt.micro;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.axletree.core.topic.TopicFilter;
import org.axletree.core.topic.TopicTree;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Finding the one filter among many that matches a topic. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TopicTreeBenchmark {
    private static final int TOPICS = 1_024;

    @Param({"10", "1000", "100000"})
    public int filters;

    private final TopicTree<Integer> tree = new TopicTree<>();
    private final String[] topics = new String[TOPICS];
    private int next;

    @Setup
    public void fill() {
        for (int i = 0; i < filters; i++) {
            tree.add(TopicFilter.of("factory/+/machine" + i + "/#"), i);
        }
        for (int i = 0; i < TOPICS; i++) {
            topics[i] = "factory/hall7/machine" + i * 104_729L % filters + "/temperature";
        }
    }

    @Benchmark
    public void match(Blackhole hole) {
        Consumer<Integer> found = hole::consume;
        tree.forEachMatch(topics[next++ & TOPICS - 1], found);
    }
}
