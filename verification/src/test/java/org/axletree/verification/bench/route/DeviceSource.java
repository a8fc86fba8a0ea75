package org.axletree.verification.bench.route;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.RunningHub;

/** Devices of a hub with routes; their messages at QoS 1 match the first few of them. */
final class DeviceSource implements Source {
    private final RunningHub hub;
    private final List<String> queues = new ArrayList<>();
    private final List<BurstLine> lines = new ArrayList<>();
    private final int[] said = new int[SENDERS];
    private final ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
    private int turn;

    /**
     * @param matching how many routes match
     * @param others how many more routes the hub has
     * @param dead how many more match whose target is not there
     */
    DeviceSource(RunningHub hub, int matching, int others, int dead) {
        this.hub = hub;
        Fleet fleet = hub.fleet();
        Fleet.Hub home = fleet.hub();
        for (int i = 0; i < matching; i++) {
            Fleet.Route route = fleet.route(home, "bench/#");
            // The whole burst may wait: what is measured is not how senders are held.
            hub.api()
                    .patch("routes/" + route.id(), "{\"delivery\": {\"backlog_messages\": 1000000, \"batch\": 1024}}")
                    .orThrow();
            queues.add(route.queue());
        }
        IntStream.range(0, dead).forEach(i -> hub.api()
                .post(
                        "routes",
                        """
                        {"name": "dead-%d", "hub_id": "%s", "topic": "bench/#",
                         "rest_config": {"uri": "http://nowhere.invalid/"}, "delivery": {"backlog_messages": 1000000}}"""
                                .formatted(i, home.id()))
                .orThrow());
        IntStream.range(0, others).forEach(i -> fleet.route(home, "other/" + i + "/#"));
        for (int i = 0; i < SENDERS; i++) {
            Fleet.Device device = fleet.insecureDevice(home);
            byte[] topic = ("bench/" + i).getBytes(StandardCharsets.UTF_8);
            lines.add(new BurstLine(hub.mqttPort(), device.id(), topic));
        }
    }

    @Override
    public void burst(int messages) {
        List<CompletableFuture<Void>> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            int sender = i;
            int first = said[sender];
            int count = messages / SENDERS;
            said[sender] += count;
            senders.add(CompletableFuture.runAsync(() -> lines.get(sender).burst(sender, first, count), threads));
        }
        senders.forEach(CompletableFuture::join);
    }

    @Override
    public void say(Stamp stamp) {
        int sender = turn++ % SENDERS;
        lines.get(sender).say(new Stamp(stamp.nanos(), sender, said[sender]++));
    }

    @Override
    public List<String> queues() {
        return queues;
    }

    @Override
    public QueueReader reader(String queue) {
        return Source.reader(hub.jmsAddress(), "enterprise", hub.jmsPassword(), queue);
    }

    @Override
    public void close() {
        threads.shutdown();
        lines.forEach(BurstLine::close);
    }
}
