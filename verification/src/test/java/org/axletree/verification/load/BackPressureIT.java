package org.axletree.verification.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.Alone;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Collector;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.Fleet.Hub;
import org.axletree.verification.harness.Fleet.Route;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.Packet;
import org.axletree.verification.harness.RouteConsumer;
import org.junit.jupiter.api.Test;

/** Issue 2: full speed, and nobody takes the messages out. */
@Alone
class BackPressureIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int SENDERS = 4;
    private static final int PAYLOAD_BYTES = 8 * 1024;
    private static final int QUEUE_MESSAGES = 2_000;
    private static final long MEGABYTE = 1 << 20;

    @Test
    void fullSpeed_withoutConsumer_slowsTheSenderAndLosesNothing() {
        Axletree axletree = Axletree.fresh()
                .compiledWell()
                .withLimit("ROUTE_QUEUE_MESSAGES", QUEUE_MESSAGES)
                .withLimit("ROUTE_LOG_MEGABYTES_PER_HUB", QUEUE_MESSAGES * PAYLOAD_BYTES / (int) MEGABYTE)
                .withJvmOption("-Xmx448m");
        try (AxletreeProcess hub = axletree.start()) {
            Fleet fleet = hub.fleet();
            Hub home = fleet.hub();
            Route route = fleet.route(home, "flood/#");
            Hub neighbours = fleet.hub();
            Device neighbour = fleet.insecureDevice(neighbours);
            Route calm = fleet.route(neighbours, "calm");
            long memoryBefore = hub.residentBytes();

            List<Flood> floods = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                floods.add(new Flood(hub, fleet.insecureDevice(home), "flood/" + i, "sender" + i + "/"));
            }
            floods.forEach(Flood::start);
            try {
                Awaitility.await("the queue is full, and the log behind it")
                        .atMost(PATIENCE)
                        .until(() -> acknowledged(floods).size() > QUEUE_MESSAGES);
                awaitStandstill(floods);

                assertThat(bytesSent(floods)).as("the senders are held back").isLessThan(120 * MEGABYTE);
                assertThat(acknowledged(floods)).as("not more than fits").hasSizeLessThanOrEqualTo(3 * QUEUE_MESSAGES);
                assertThat(hub.residentBytes() - memoryBefore).isLessThan(400 * MEGABYTE);
                assertOthersGoOn(hub, neighbour, calm);

                Set<String> promised = acknowledged(floods);
                try (Collector collector = Collector.start(() -> RouteConsumer.of(hub, route.queue()))) {
                    Awaitility.await()
                            .atMost(PATIENCE)
                            .until(() -> collector.texts().containsAll(promised));
                    long then = bytesSent(floods);
                    Awaitility.await("the senders go on").atMost(PATIENCE).until(() -> bytesSent(floods) > then);
                    floods.forEach(Flood::end);
                    Set<String> all = acknowledged(floods);
                    Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(collector.texts())
                            .containsAll(all));
                    assertThat(collector.twice()).isEmpty();
                }
            } finally {
                floods.forEach(Flood::end);
            }
            assertThat(hub.api().get("/health/ready").status()).isEqualTo(200);
        }
    }

    private static void assertOthersGoOn(AxletreeProcess hub, Device neighbour, Route calm) {
        try (MqttLine line = MqttLine.plain(hub).open(neighbour);
                RouteConsumer consumer = RouteConsumer.of(hub, calm.queue())) {
            for (int i = 0; i < 100; i++) {
                line.publishAndWait("calm", "message " + i);
            }
            assertThat(consumer.take(100, PATIENCE)).hasSize(100);
        }
    }

    /** Nothing was sent for three seconds, although everybody tries. */
    private static void awaitStandstill(List<Flood> floods) {
        AtomicLong last = new AtomicLong(-1);
        Awaitility.await("the senders are slowed down to nothing")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(3))
                .until(() -> {
                    long now = bytesSent(floods);
                    return last.getAndSet(now) == now && now > 0;
                });
    }

    private static long bytesSent(List<Flood> floods) {
        return floods.stream().mapToLong(flood -> flood.bytes.get()).sum();
    }

    private static Set<String> acknowledged(List<Flood> floods) {
        Set<String> all = new HashSet<>();
        floods.forEach(flood -> all.addAll(flood.acknowledged()));
        return all;
    }

    /** A device that sends as fast as the socket takes it, and reads acknowledgements beside it. */
    private static final class Flood {
        private final MqttLine line;
        private final String topic;
        private final String prefix;
        private final Map<Integer, String> inFlight = new HashMap<>();
        private final Set<String> acknowledged = new HashSet<>();
        private final AtomicLong bytes = new AtomicLong();
        private final AtomicBoolean ended = new AtomicBoolean();

        Flood(AxletreeProcess hub, Device device, String topic, String prefix) {
            this.line = MqttLine.plain(hub).open(device);
            this.topic = topic;
            this.prefix = prefix;
        }

        void start() {
            daemon(this::write);
            daemon(this::read);
        }

        private static void daemon(Runnable work) {
            Thread thread = new Thread(work, "flood");
            thread.setDaemon(true);
            thread.start();
        }

        private void write() {
            String padding = "x".repeat(PAYLOAD_BYTES);
            try {
                for (int i = 1; i < 65_535 && !ended.get(); i++) {
                    String payload = prefix + i + padding;
                    synchronized (this) {
                        inFlight.put(i, payload);
                    }
                    line.publishLater(topic, payload.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                    bytes.addAndGet(payload.length());
                }
            } catch (UncheckedIOException closed) {
                // The test is over.
            }
        }

        private void read() {
            try {
                while (!ended.get()) {
                    line.read(Duration.ofSeconds(1))
                            .filter(packet -> packet.type() == Packet.PUBACK)
                            .ifPresent(packet -> acknowledge(packet.packetId()));
                }
            } catch (UncheckedIOException closed) {
                // The test is over.
            }
        }

        private synchronized void acknowledge(int packetId) {
            acknowledged.add(inFlight.remove(packetId));
        }

        synchronized Set<String> acknowledged() {
            return Set.copyOf(acknowledged);
        }

        void end() {
            ended.set(true);
            line.close();
        }
    }
}
