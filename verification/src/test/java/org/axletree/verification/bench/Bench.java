package org.axletree.verification.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.axletree.verification.bench.broker.AxletreeBroker;
import org.axletree.verification.bench.broker.Broker;
import org.axletree.verification.bench.broker.MosquittoBroker;
import org.axletree.verification.bench.broker.OpenMqBroker;
import org.axletree.verification.bench.load.Course;
import org.axletree.verification.bench.route.RouteBurst;
import org.axletree.verification.bench.route.RouteLatency;

/** {@code ./axletree bench}. */
public final class Bench {
    /** The options of the JVM that runs Axletree, as {@code ./axletree run} gives them. */
    private static final String JAVA_OPTIONS = "bench.java.options";

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        BenchOptions options;
        try {
            options = BenchOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("axletree bench: " + e.getMessage() + "\n" + BenchOptions.USAGE);
            System.exit(2);
            return;
        }
        boolean sound = run(options);
        System.exit(sound ? 0 : 1);
    }

    /** Answers whether every delivery of every run was as it should be. */
    static boolean run(BenchOptions options) throws Exception {
        List<Broker> brokers = new ArrayList<>();
        try (Rounds rounds = new Rounds(brokers, options)) {
            System.out.println("Starting the brokers");
            brokers.add(new AxletreeBroker(jvmOptions()));
            if (options.peers() && options.scenarios().stream().anyMatch(Bench::isOfMqtt)) {
                brokers.add(new MosquittoBroker());
            }
            if (options.peers() && !options.scenarios().stream().allMatch(Bench::isOfMqtt)) {
                brokers.add(new OpenMqBroker());
            }
            Course course = new Course(options.warmSeconds(), options.seconds(), options.scale());
            List<Run> runs = rounds.run(course);
            System.out.println(new Report(brokers, runs));
            return runs.stream().allMatch(run -> run.reading().problems().isEmpty());
        } finally {
            brokers.forEach(Broker::close);
        }
    }

    private static boolean isOfMqtt(Scenario scenario) {
        return !(scenario.measurement() instanceof RouteBurst || scenario.measurement() instanceof RouteLatency);
    }

    public static List<String> jvmOptions() {
        return Arrays.stream(System.getProperty(JAVA_OPTIONS, "").split(" "))
                .filter(option -> !option.isBlank())
                .toList();
    }
}
