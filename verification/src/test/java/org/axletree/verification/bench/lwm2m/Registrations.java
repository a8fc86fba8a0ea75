package org.axletree.verification.bench.lwm2m;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.axletree.verification.bench.measure.ProcessMeter;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Ports;
import org.axletree.verification.harness.Scratch;
import org.axletree.verification.lwm2m.DeviceCrowd;
import org.axletree.verification.lwm2m.Meter;

/**
 * {@code ./axletree bench --lwm2m}: 2,000 LwM2M devices register, register again and update, at Axletree, which asks its gate, keeps
 * each registration on disk and observes each device, and at servers of Leshan's, in interleaved rounds; and what a registered device
 * takes of the heap.
 */
public final class Registrations {
    private static final int DEVICES = 2_000;
    private static final int ROUNDS = 5;
    private static final int WARM_ROUNDS = 3;
    private static final int REGISTRATIONS = 8;
    private static final int UPDATES = 40;
    /** So long the hub has to observe those who registered. */
    private static final long OBSERVED_AFTER_MILLIS = 750;

    private static final String OURS = "axletree";
    private static final List<String> MEASURED = List.of("register", "again", "update");

    private Registrations() {}

    private record Server(String name, long pid, DeviceCrowd crowd) implements Closeable {
        @Override
        public void close() throws IOException {
            crowd.close();
        }
    }

    /** What one thing of every device took: processor seconds and seconds, of all. */
    private record Reading(String server, String what, int times, double seconds, double processor) {
        double rate() {
            return times / seconds;
        }

        double microseconds() {
            return processor * 1e6 / times;
        }
    }

    public static void main(String[] arguments) throws Exception {
        List<String> options =
                List.of(System.getProperty("bench.java.options", "").split(" "));
        Path directory = Scratch.directory("axletree-leshan-");
        List<LeshanServerProcess> processes = new ArrayList<>();
        List<Server> servers = new ArrayList<>();
        try (AxletreeProcess hub = Axletree.fresh().withJvmOptions(options).start()) {
            servers.add(
                    new Server(OURS, hub.pid(), new DeviceCrowd(hub.axletree().port("AXLETREE_COAP_PORT"), made(hub))));
            for (LeshanServerProcess.Kind kind : LeshanServerProcess.Kind.values()) {
                if (kind.isThere()) {
                    int port = Ports.free();
                    LeshanServerProcess process = LeshanServerProcess.start(kind, port, options, directory);
                    processes.add(process);
                    servers.add(new Server(kind.title(), process.pid(), new DeviceCrowd(port, names(kind.title()))));
                }
            }
            for (Server server : servers) {
                weigh(server);
            }
            for (int i = 0; i < WARM_ROUNDS; i++) {
                round(servers);
            }
            List<Reading> readings = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                readings.addAll(round(servers));
                Collections.reverse(servers);
            }
            for (Server server : servers) {
                if (!server.name().equals(OURS)) {
                    MEASURED.forEach(what -> report(readings, what, server.name()));
                }
            }
        } finally {
            for (Server server : servers) {
                server.close();
            }
            processes.forEach(LeshanServerProcess::close);
        }
        System.exit(0);
    }

    /** What a device takes of the heap that has registered and updated, and was observed, with all that is remembered of it. */
    private static void weigh(Server server) throws IOException {
        HeapMeter heap = new HeapMeter(server.pid());
        heap.bytes(); // what the meter itself needs is there from then on
        long before = heap.bytes();
        server.crowd().register();
        server.crowd().listen(OBSERVED_AFTER_MILLIS);
        server.crowd().update();
        server.crowd().listen(OBSERVED_AFTER_MILLIS);
        System.out.printf(
                Locale.ROOT,
                "%-9s heap of a device %.1f KB%n",
                server.name(),
                (heap.bytes() - before) / 1024.0 / server.crowd().size());
        server.crowd().deregister();
    }

    private static void update(Server server) throws IOException {
        for (int i = 0; i < UPDATES; i++) {
            server.crowd().update();
        }
    }

    private static List<String> names(String prefix) {
        return IntStream.range(0, DEVICES).mapToObj(i -> prefix + "-" + i).toList();
    }

    private static List<String> made(AxletreeProcess hub) {
        System.out.println("Making " + DEVICES + " devices");
        List<String> names = names("here");
        Meter.nodes(hub, hub.fleet().hub(), names);
        return names;
    }

    private static List<Reading> round(List<Server> servers) throws IOException {
        List<Reading> readings = new ArrayList<>();
        for (Server server : servers) {
            Sum register = new Sum(server);
            for (int i = 0; i < REGISTRATIONS; i++) {
                register.add(() -> server.crowd().register());
                server.crowd().deregister();
            }
            readings.add(register.reading("register"));
            server.crowd().register();
            Sum again = new Sum(server);
            for (int i = 0; i < REGISTRATIONS; i++) {
                again.add(() -> server.crowd().register());
            }
            readings.add(again.reading("again"));
            Sum update = new Sum(server);
            update.add(() -> update(server));
            readings.add(update.reading("update", UPDATES));
            server.crowd().deregister();
        }
        return readings;
    }

    private interface Work {
        void done() throws IOException;
    }

    /** What the same work of all devices took, each time with the moment in which they are observed. */
    private static final class Sum {
        private final Server server;
        private final ProcessMeter meter;
        private int times;
        private double seconds;
        private double processor;
        private double others;

        Sum(Server server) {
            this.server = server;
            this.meter = new ProcessMeter(server.pid());
        }

        void add(Work work) throws IOException {
            ProcessMeter.Sample begin = meter.sample();
            long started = System.nanoTime();
            work.done();
            seconds += (System.nanoTime() - started) / 1e9;
            server.crowd().listen(OBSERVED_AFTER_MILLIS);
            ProcessMeter.Sample end = meter.sample();
            processor += end.brokerSince(begin);
            others = Math.max(others, end.otherCoresSince(begin));
            times++;
        }

        Reading reading(String what) {
            return reading(what, times);
        }

        Reading reading(String what, int timesOfAll) {
            Reading reading =
                    new Reading(server.name(), what, timesOfAll * server.crowd().size(), seconds, processor);
            System.out.printf(
                    Locale.ROOT,
                    "%-9s %-8s %,8.0f/s  %6.0f µs CPU each  (at most %.2f cores of others)%n",
                    reading.server(),
                    what,
                    reading.rate(),
                    reading.microseconds(),
                    others);
            return reading;
        }
    }

    private static void report(List<Reading> readings, String what, String other) {
        System.out.printf(
                Locale.ROOT,
                "%-8s axletree to %-9s rate %.2f, CPU each %.2f%n",
                what,
                other + ":",
                ratio(readings, what, other, Reading::rate),
                ratio(readings, what, other, Reading::microseconds));
    }

    /** The median of the rounds. */
    private static double ratio(List<Reading> readings, String what, String other, ToDoubleFunction<Reading> figure) {
        List<Reading> ours = of(readings, OURS, what);
        List<Reading> theirs = of(readings, other, what);
        double[] ratios = IntStream.range(0, ours.size())
                .mapToDouble(i -> figure.applyAsDouble(ours.get(i)) / figure.applyAsDouble(theirs.get(i)))
                .sorted()
                .toArray();
        return ratios[ratios.length / 2];
    }

    private static List<Reading> of(List<Reading> readings, String server, String what) {
        return readings.stream()
                .filter(reading ->
                        reading.server().equals(server) && reading.what().equals(what))
                .toList();
    }
}
