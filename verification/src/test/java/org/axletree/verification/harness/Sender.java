package org.axletree.verification.harness;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A device that publishes numbered messages at QoS 1 and keeps book of what was acknowledged. When its connection breaks it
 * connects again and resends what was not acknowledged, as MQTT 3.1.1 section 4.4 has it.
 */
public final class Sender implements Runnable {
    private final Supplier<MqttLine> opener;
    private final String topic;
    private final String prefix;
    private final int count;
    private final int window;
    private final Duration patience;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> resent = ConcurrentHashMap.newKeySet();
    private Map<Integer, String> inFlight = new LinkedHashMap<>();
    private int sent;
    private volatile int most;

    /**
     * @param opener connects, and says CONNECT
     * @param prefix begins every payload; the rest is a number
     * @param window most messages that wait for their PUBACK
     * @param patience after which it gives up
     */
    public Sender(Supplier<MqttLine> opener, String topic, String prefix, int count, int window, Duration patience) {
        this.opener = opener;
        this.topic = topic;
        this.prefix = prefix;
        this.count = count;
        this.most = count;
        this.window = window;
        this.patience = patience;
    }

    /** Begins with no more messages than so many, until it is told another number. */
    void atMost(int messages) {
        most = messages;
    }

    /** What the hub acknowledged. */
    public Set<String> acknowledged() {
        return acknowledged;
    }

    /** What was sent more than once, because its acknowledgement never came. */
    public Set<String> resent() {
        return resent;
    }

    @Override
    public void run() {
        long end = System.nanoTime() + patience.toNanos();
        while (acknowledged.size() < count) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        prefix + ": " + acknowledged.size() + " of " + count + " acknowledged after " + patience);
            }
            try (MqttLine line = opener.get()) {
                resend(line);
                publishAll(line, end);
            } catch (UncheckedIOException | IllegalStateException broken) {
                pause();
            }
        }
    }

    /** Sends again what was in flight. It stays in the book until the hub acknowledges it, should this line break as well. */
    private void resend(MqttLine line) {
        List<String> open = new ArrayList<>(inFlight.values());
        resent.addAll(open);
        inFlight = new LinkedHashMap<>();
        for (String payload : open) {
            inFlight.put(line.nextPacketId(inFlight.size()), payload);
        }
        for (String payload : open) {
            line.publishLater(topic, payload.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void publishAll(MqttLine line, long end) {
        while (acknowledged.size() < count && System.nanoTime() < end) {
            while (inFlight.size() < window && sent < most) {
                String payload = prefix + sent++;
                int id = line.nextPacketId(0);
                inFlight.put(id, payload);
                line.publishLater(topic, payload.getBytes(StandardCharsets.UTF_8));
            }
            Optional<Packet> answer = line.read(Duration.ofMillis(inFlight.isEmpty() ? 50 : 5_000));
            answer.filter(packet -> packet.type() == Packet.PUBACK).ifPresent(packet -> {
                String payload = inFlight.remove(packet.packetId());
                if (payload == null) {
                    throw new AssertionError(prefix + ": PUBACK " + packet.packetId() + " for nothing that was sent");
                }
                acknowledged.add(payload);
            });
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
