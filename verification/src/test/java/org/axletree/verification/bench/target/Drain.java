package org.axletree.verification.bench.target;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Load;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.RunningHub;
import org.axletree.verification.harness.Sender;

/** A route that lets messages collect, and then delivers them. */
final class Drain implements AutoCloseable {
    private static final int DEVICES = 64;
    private static final int WINDOW = 100;
    private static final int LEAST_LOOK_MILLIS = 20;

    /** Each look costs the hub a call of its API: how long a drain took is known to one part in so many. */
    private static final int LOOKS = 50;

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final RunningHub hub;
    private final Api api;
    private final List<Fleet.Device> devices;
    private final String route;

    /** @param devices of one hub, which say everything */
    Drain(RunningHub hub, List<Fleet.Device> devices, BenchTarget target) {
        this.hub = hub;
        this.api = hub.api();
        this.devices = devices;
        route = api.post(
                        "routes",
                        """
                        {"name": "drain", "hub_id": "%s", "topic": "bench/#", "delivery": {"backlog_messages": 1000000}, "%s": %s}"""
                                .formatted(devices.get(0).hub().id(), target.field(), target.configuration()))
                .orThrow()
                .json()
                .get("id")
                .textValue();
    }

    /** As many as say something at once. Each needs a key, which takes longer than what is measured. */
    static List<Fleet.Device> devices(RunningHub hub) {
        Fleet.Hub home = hub.fleet().hub();
        return IntStream.range(0, DEVICES)
                .mapToObj(i -> hub.fleet().insecureDevice(home))
                .toList();
    }

    /** Answers how many seconds it took until the target had all of them, once they were there. */
    double run(int messages) throws InterruptedException {
        api.post("routes/" + route + "/pause", "{}").orThrow();
        int each = messages / DEVICES;
        try (Load load = Load.start(IntStream.range(0, DEVICES)
                .mapToObj(i -> new Sender(
                        () -> MqttLine.plain(hub).open(devices.get(i)),
                        "bench/" + i,
                        "x".repeat(120) + "/",
                        each,
                        WINDOW,
                        PATIENCE))
                .toList())) {
            load.await(PATIENCE);
        }
        long begun = System.nanoTime();
        api.post("routes/" + route + "/resume", "{}").orThrow();
        while (true) {
            JsonNode now = api.get("routes/" + route).orThrow().json();
            if (now.at("/backlog/messages").longValue() == 0) {
                return (System.nanoTime() - begun) / 1e9;
            }
            if (now.at("/dead_letters/messages").longValue() > 0 || System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new IllegalStateException(now.toString());
            }
            Thread.sleep(Math.max(LEAST_LOOK_MILLIS, (System.nanoTime() - begun) / 1_000_000 / LOOKS));
        }
    }

    /** So many, or a few less, that each device says as many as the others; at least one. */
    static int whole(int messages) {
        return Math.max(1, messages / DEVICES) * DEVICES;
    }

    @Override
    public void close() {
        api.delete("routes/" + route).orThrow();
    }
}
