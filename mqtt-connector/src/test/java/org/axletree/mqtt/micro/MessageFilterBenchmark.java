package org.axletree.mqtt.micro;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axletree.core.filter.FilterPolicy;
import org.axletree.core.filter.MessageFilter;
import org.axletree.core.topic.TopicFilter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** May a device publish to a topic? The last of so many filters permits it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MessageFilterBenchmark {
    @Param({"1", "10", "100"})
    public int topics;

    private MessageFilter filter;
    private String topic;

    @Setup
    public void make() {
        List<TopicFilter> accepted = new ArrayList<>();
        for (int i = 0; i < topics; i++) {
            accepted.add(TopicFilter.of("factory/+/machine" + i + "/#"));
        }
        filter = new MessageFilter(FilterPolicy.ACCEPT, accepted);
        topic = "factory/hall7/machine" + (topics - 1) + "/temperature";
    }

    @Benchmark
    public boolean permitsTopic() {
        return filter.permitsTopic(topic);
    }
}
