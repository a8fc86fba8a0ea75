package org.axletree.verification.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.axletree.verification.bench.Scenario.Figure;
import org.axletree.verification.bench.broker.AxletreeBroker;
import org.axletree.verification.bench.broker.Broker;
import org.axletree.verification.bench.broker.Broker.Listener;
import org.axletree.verification.bench.broker.OpensslServer;
import org.axletree.verification.bench.load.Course;
import org.axletree.verification.bench.load.GeneratorLoop;
import org.axletree.verification.bench.load.Storm;

/**
 * {@code ./axletree bench --handshakes}: a thousand devices connect with mutual TLS, each with a certificate of its own and
 * a full handshake; beside it the same handshakes with {@code openssl s_server}, on the same cores.
 */
public final class Handshakes {
    private static final int DEVICES = 1_000;
    private static final Scenario SCENARIO = new Scenario(
            "storm",
            "mutual TLS, a certificate each",
            Figure.CONNECTIONS_PER_SECOND,
            Scenario.AS_THEY_ARE,
            new Storm(Listener.MUTUAL_TLS, DEVICES, 32, 1_000));

    private Handshakes() {}

    public static void main(String[] arguments) throws Exception {
        BenchOptions options = BenchOptions.parse(arguments);
        List<Broker> brokers = new ArrayList<>();
        List<Run> runs = new ArrayList<>();
        try (GeneratorLoop loop = new GeneratorLoop()) {
            Course course = new Course(0, 0, options.scale());
            System.out.println("Making " + course.scaled(DEVICES) + " devices");
            AxletreeBroker hub = new AxletreeBroker(Bench.jvmOptions(), course.scaled(DEVICES));
            brokers.add(hub);
            brokers.add(new OpensslServer(hub));
            for (int round = 1; round <= options.rounds(); round++) {
                for (Broker broker : brokers) {
                    Run run = new Run(
                            round,
                            SCENARIO,
                            broker.name(),
                            SCENARIO.measurement().run(loop, broker, course));
                    System.out.println(Report.line(run));
                    runs.add(run);
                }
                Collections.reverse(brokers);
            }
            System.out.println(new Report(brokers, runs));
        } finally {
            brokers.forEach(Broker::close);
        }
        System.exit(runs.stream().allMatch(run -> run.reading().problems().isEmpty()) ? 0 : 1);
    }
}
