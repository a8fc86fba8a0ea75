package org.axletree.mqtt.sys;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.axletree.core.message.Qos;
import org.axletree.door.pressure.Allowances;
import org.axletree.mqtt.fanout.HubTopics;
import org.axletree.mqtt.fanout.OutboundMessage;
import org.axletree.mqtt.loop.Counted;
import org.axletree.mqtt.loop.Loop;
import org.axletree.mqtt.retained.RetainedMessages;
import org.axletree.mqtt.session.HubConnections;
import org.axletree.mqtt.session.Sessions;
import org.axletree.mqtt.store.StoredMessage;
import org.axletree.mqtt.wire.TopicName;

/**
 * Tells each hub every ten seconds how it is doing, with Mosquitto's topics: each hub only of itself, what has changed only,
 * and retained for who subscribes later, but in memory only. Each event loop hands over what it counted; the first one
 * reckons and speaks.
 */
public final class SysReports {
    private static final int PERIOD_SECONDS = 10;
    private static final byte[] NO_PROPERTIES = {};

    private final List<Loop> loops;
    private final Sessions sessions;
    private final HubTopics topics;
    private final RetainedMessages retained;
    private final Allowances allowances;
    private final String version;
    private final long startedAt = System.nanoTime();
    private final AtomicReferenceArray<Map<String, long[]>> counted;
    private final Map<String, HubReport> reports = new HashMap<>();
    private long reportedAt = startedAt;

    /** @param version of the server, as {@code axletree version 1.0} */
    public SysReports(
            List<Loop> loops,
            Sessions sessions,
            HubTopics topics,
            RetainedMessages retained,
            Allowances allowances,
            String version) {
        this.loops = loops;
        this.sessions = sessions;
        this.topics = topics;
        this.retained = retained;
        this.allowances = allowances;
        this.version = version;
        this.counted = new AtomicReferenceArray<>(loops.size());
    }

    public void start() {
        for (Loop loop : loops) {
            loop.eventLoop().scheduleAtFixedRate(() -> turn(loop), PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void turn(Loop loop) {
        counted.set(loop.number(), loop.tallies().counts());
        if (loop == loops.get(0)) {
            report(loop, System.nanoTime());
        }
    }

    private void report(Loop loop, long now) {
        double seconds = (now - reportedAt) / 1e9;
        reportedAt = now;
        HubConnections connections = sessions.connections();
        Map<String, Integer> sessionsByHub = sessions.countByHub();
        for (String hubId : connections.hubs()) {
            int total = sessionsByHub.getOrDefault(hubId, 0);
            if (total == 0 && connections.now(hubId) == 0) {
                // Nobody is there to listen, and the hub may be gone.
                reports.remove(hubId);
                retained.unshow(hubId);
                continue;
            }
            reports.computeIfAbsent(hubId, id -> new HubReport())
                    .next(countsOf(hubId), gauges(hubId, total, now), seconds)
                    .forEach((topic, value) -> say(loop, hubId, topic, value));
        }
        forgetAllBut(connections.hubs());
    }

    private void forgetAllBut(Set<String> hubs) {
        reports.keySet().removeIf(hubId -> {
            if (hubs.contains(hubId)) {
                return false;
            }
            retained.unshow(hubId);
            return true;
        });
    }

    private long[] countsOf(String hubId) {
        long[] sum = new long[Counted.values().length];
        for (int i = 0; i < counted.length(); i++) {
            Map<String, long[]> ofLoop = counted.get(i);
            long[] counts = ofLoop == null ? null : ofLoop.get(hubId);
            for (int j = 0; counts != null && j < sum.length; j++) {
                sum[j] += counts[j];
            }
        }
        return sum;
    }

    private Map<String, String> gauges(String hubId, int total, long now) {
        int connected = sessions.connections().now(hubId);
        Map<String, String> gauges = new LinkedHashMap<>();
        gauges.put("version", version);
        gauges.put("uptime", TimeUnit.NANOSECONDS.toSeconds(now - startedAt) + " seconds");
        gauges.put("clients/total", Integer.toString(Math.max(total, connected)));
        gauges.put("clients/connected", Integer.toString(connected));
        gauges.put("clients/disconnected", Integer.toString(Math.max(0, total - connected)));
        gauges.put("clients/maximum", Integer.toString(sessions.connections().most(hubId)));
        gauges.put("subscriptions/count", Integer.toString(topics.count(hubId)));
        gauges.put("retained messages/count", Integer.toString(retained.count(hubId)));
        gauges.put("store/messages/bytes", Long.toString(allowances.used(hubId)));
        return gauges;
    }

    private void say(Loop loop, String hubId, String topic, String value) {
        byte[] payload = value.getBytes(StandardCharsets.US_ASCII);
        retained.show(
                hubId,
                new StoredMessage(
                        0,
                        topic,
                        Qos.AT_MOST_ONCE,
                        true,
                        System.currentTimeMillis(),
                        StoredMessage.NEVER,
                        NO_PROPERTIES,
                        payload));
        OutboundMessage message = new OutboundMessage(
                TopicName.of(topic),
                Qos.AT_MOST_ONCE,
                true,
                StoredMessage.NEVER,
                NO_PROPERTIES,
                Unpooled.wrappedBuffer(payload));
        loop.fanout().fanOut(hubId, message, this);
    }
}
