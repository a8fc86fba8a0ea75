package org.axletree.verification.bench.lwm2m;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.axletree.verification.bench.measure.ProcessMeter;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Ports;
import org.axletree.verification.lwm2m.Meter;

/**
 * {@code ./axletree bench --lwm2m}: 2,000 LwM2M devices register and update, at Axletree, which asks its gate, keeps each
 * registration on disk and observes each device, and at a bare server of Leshan's, in interleaved rounds; and what a registered device
 * takes of Axletree's heap.
 */
public final class Registrations {
    private static final int DEVICES = 2_000;
    private static final int ROUNDS = 3;
    private static final int UPDATES = 5;
    private static final long OBSERVED_AFTER_MILLIS = 500;

    private Registrations() {}

    private record Server(String name, long pid, DeviceCrowd crowd) {}

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
        int port = Ports.free();
        try (AxletreeProcess hub = Axletree.fresh().withJvmOptions(options).start();
                LeshanServerProcess leshan = LeshanServerProcess.start(port, options);
                DeviceCrowd there = new DeviceCrowd(port, names("there"));
                DeviceCrowd here = new DeviceCrowd(hub.axletree().port("AXLETREE_COAP_PORT"), made(hub))) {
            List<Server> servers = new ArrayList<>(
                    List.of(new Server("axletree", hub.pid(), here), new Server("leshan", leshan.pid(), there)));
            HeapMeter heap = new HeapMeter(hub.pid());
            heap.bytes(); // what the meter itself needs is there from then on
            long before = heap.bytes();
            round(servers); // for the compilers
            here.listen(OBSERVED_AFTER_MILLIS);
            System.out.printf(
                    Locale.ROOT, "heap of a device %.1f KB%n", (heap.bytes() - before) / 1024.0 / here.size());
            List<Reading> readings = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                readings.addAll(round(servers));
                Collections.reverse(servers);
            }
            for (String what : List.of("register", "update")) {
                report(readings, what);
            }
        }
        System.exit(0);
    }

    private static List<String> names(String prefix) {
        return IntStream.range(0, DEVICES).mapToObj(i -> prefix + "-" + i).toList();
    }

    private static List<String> made(AxletreeProcess hub) {
        System.out.println("Making " + DEVICES + " devices");
        Fleet.Hub of = hub.fleet().hub();
        String devices = Meter.devices(hub, of);
        List<String> names = names("here");
        names.forEach(name -> hub.api()
                .post(
                        devices,
                        "{\"node_id\":\"" + name + "\",\"product_id\":\"p\",\"app_id\":\"" + of.id()
                                + "\",\"auth_info\":{\"secure_access\":false}}")
                .orThrow());
        return names;
    }

    private static List<Reading> round(List<Server> servers) throws IOException {
        List<Reading> readings = new ArrayList<>();
        for (Server server : servers) {
            readings.add(measured(server, "register", 1, () -> {
                server.crowd().register();
                server.crowd().listen(OBSERVED_AFTER_MILLIS);
            }));
            readings.add(measured(server, "update", UPDATES, () -> {
                for (int i = 0; i < UPDATES; i++) {
                    server.crowd().update();
                }
            }));
        }
        return readings;
    }

    private interface Work {
        void done() throws IOException;
    }

    private static Reading measured(Server server, String what, int times, Work work) throws IOException {
        ProcessMeter meter = new ProcessMeter(server.pid());
        ProcessMeter.Sample begin = meter.sample();
        work.done();
        ProcessMeter.Sample end = meter.sample();
        Reading reading = new Reading(
                server.name(),
                what,
                times * server.crowd().size(),
                end.secondsSince(begin) - (what.equals("register") ? OBSERVED_AFTER_MILLIS / 1e3 : 0),
                end.brokerSince(begin));
        System.out.printf(
                Locale.ROOT,
                "%-8s %-8s %,8.0f/s  %6.0f µs CPU each  (%.2f cores of others)%n",
                reading.server(),
                what,
                reading.rate(),
                reading.microseconds(),
                end.otherCoresSince(begin));
        return reading;
    }

    private static void report(List<Reading> readings, String what) {
        System.out.printf(
                Locale.ROOT,
                "%-8s axletree to leshan: rate %.2f, CPU each %.2f%n",
                what,
                ratio(readings, what, Reading::rate),
                ratio(readings, what, Reading::microseconds));
    }

    /** The median of the rounds. */
    private static double ratio(List<Reading> readings, String what, ToDoubleFunction<Reading> figure) {
        List<Reading> ours = of(readings, "axletree", what);
        List<Reading> theirs = of(readings, "leshan", what);
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
