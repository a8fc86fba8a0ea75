package org.axletree.hub.registry.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import org.axletree.core.door.Exchanged;
import org.axletree.hub.history.PacketCounts;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.device.DeviceFinder;
import org.axletree.hub.registry.device.DeviceRow;
import org.axletree.hub.registry.hub.HubFinder;
import org.axletree.hub.registry.hub.HubRow;

/**
 * The books on what hubs and devices did (scaleway.md J1): one row each, of bounded size. Whoever counts on the message path
 * does so in memory and brings the differences here from time to time.
 */
@ApplicationScoped
public class MetricsLedger {
    /** The most differences of one {@link #add}, which is one transaction. */
    public static final int MOST_DELTAS = 500;

    /** Of the rings of hubs: packets, and devices that were active. */
    static final int COLUMNS = 2;

    /** Of the rings of devices: the same, and messages of the device and to it. */
    static final int DEVICE_COLUMNS = 4;

    private static final int PACKETS = 0;
    private static final int ACTIVE = 1;
    private static final int RECEIVED = 2;
    private static final int SENT = 3;

    private Registry registry;
    private PacketCounts counts;
    private Clock clock;

    /** For the container. */
    protected MetricsLedger() {}

    @Inject
    public MetricsLedger(Registry registry, PacketCounts counts) {
        this(registry, counts, Clock.systemUTC());
    }

    public MetricsLedger(Registry registry, PacketCounts counts, Clock clock) {
        this.registry = registry;
        this.counts = counts;
        this.clock = clock;
    }

    /**
     * Writes down what was counted. What cannot be written now is tried again the next time. Who reads has it written first, so
     * that what a device did a moment ago is not missing; the hub writes it, not who reads.
     */
    public synchronized void write() {
        List<PacketCounts.PacketCount> counted = counts.take();
        Instant now = clock.instant();
        int written = 0;
        try (Caller.Asking hub = Caller.hub().asks()) {
            while (written < counted.size()) {
                int end = Math.min(counted.size(), written + MOST_DELTAS);
                add(counted.subList(written, end).stream()
                        .map(each -> new TrafficDelta(each.hubId(), each.deviceId(), now, each.exchanged()))
                        .toList());
                written = end;
            }
        } finally {
            counts.giveBack(counted.subList(written, counted.size()));
        }
    }

    /**
     * Adds what happened: all of it or, if this throws, nothing. Hubs and devices that are gone are passed over.
     *
     * @param deltas at most {@link #MOST_DELTAS}
     */
    public void add(Collection<TrafficDelta> deltas) {
        if (deltas.size() > MOST_DELTAS) {
            throw new IllegalArgumentException("deltas: " + deltas.size() + " (expected: at most " + MOST_DELTAS + ")");
        }
        if (!deltas.isEmpty()) {
            registry.change("metrics", "several", entities -> {
                write(entities, deltas);
                return null;
            });
        }
    }

    private static void write(EntityManager entities, Collection<TrafficDelta> deltas) {
        // In order, so that two writers cannot deadlock; a version that was overtaken has the whole tried again.
        Map<String, List<TrafficDelta>> byHub =
                deltas.stream().collect(Collectors.groupingBy(TrafficDelta::hubId, TreeMap::new, Collectors.toList()));
        Map<String, DeviceMetricRow> deviceRows = deviceRows(entities, deltas);
        Map<String, MetricRing> deviceRings = new HashMap<>();
        byHub.forEach((hubId, ofHub) -> {
            if (entities.find(HubRow.class, hubId) == null) {
                return;
            }
            HubMetricRow row = Optional.ofNullable(entities.find(HubMetricRow.class, hubId))
                    .orElseGet(() -> newRow(entities, hubId));
            MetricRing hubRing = row.ring();
            for (TrafficDelta delta : ofHub) {
                Optional<MetricRing> device = Optional.ofNullable(deviceRows.get(delta.deviceId()))
                        .map(found -> deviceRings.computeIfAbsent(found.deviceId, id -> found.ring()));
                add(hubRing, device, delta);
            }
            row.keep(hubRing);
        });
        deviceRings.forEach((deviceId, ring) -> deviceRows.get(deviceId).keep(ring));
    }

    private static void add(MetricRing hub, Optional<MetricRing> device, TrafficDelta delta) {
        for (MetricStep step : MetricStep.values()) {
            long bucket = step.bucketOf(delta.at());
            boolean firstSeen = false;
            if (device.isPresent()) {
                device.get().at(step).add(PACKETS, bucket, delta.exchanged().packets());
                device.get().at(step).add(RECEIVED, bucket, delta.exchanged().received());
                device.get().at(step).add(SENT, bucket, delta.exchanged().sent());
                firstSeen = device.get().at(step).raise(ACTIVE, bucket, 1);
            }
            hub.at(step).add(PACKETS, bucket, delta.exchanged().packets());
            hub.at(step).add(ACTIVE, bucket, firstSeen ? 1 : 0);
        }
    }

    private static HubMetricRow newRow(EntityManager entities, String hubId) {
        HubMetricRow row = new HubMetricRow();
        row.hubId = hubId;
        entities.persist(row);
        return row;
    }

    /** The rows of all devices that there are, made where they are missing. */
    private static Map<String, DeviceMetricRow> deviceRows(EntityManager entities, Collection<TrafficDelta> deltas) {
        TreeSet<String> wanted =
                deltas.stream().map(TrafficDelta::deviceId).collect(Collectors.toCollection(TreeSet::new));
        Map<String, DeviceMetricRow> rows = entities.createQuery(
                        "select m from DeviceMetricRow m where m.deviceId in :ids order by m.deviceId",
                        DeviceMetricRow.class)
                .setParameter("ids", wanted)
                .getResultStream()
                .collect(Collectors.toMap(row -> row.deviceId, row -> row));
        wanted.removeAll(rows.keySet());
        if (!wanted.isEmpty()) {
            entities.createQuery("select d.id from DeviceRow d where d.id in :ids order by d.id", String.class)
                    .setParameter("ids", wanted)
                    .getResultList()
                    .forEach(id -> {
                        DeviceMetricRow row = new DeviceMetricRow();
                        row.deviceId = id;
                        entities.persist(row);
                        rows.put(id, row);
                    });
        }
        return rows;
    }

    /**
     * The metrics of a hub.
     *
     * @param start how far to look back; the finest step that reaches so far is taken. Empty for an hour
     */
    public List<MetricSeries> ofHub(String region, String hubId, Optional<Instant> start) {
        write();
        MetricRing ring = registry.read(entities -> {
            HubRow hub = HubFinder.hub(entities, region, hubId);
            return ringOf(COLUMNS, Optional.ofNullable(entities.find(HubMetricRow.class, hub.id())));
        });
        return series(ring, "active_devices", start);
    }

    /** The metrics of a device, likewise. */
    public List<MetricSeries> ofDevice(String region, String deviceId, Optional<Instant> start) {
        return series(deviceRing(region, deviceId), "device_activity", start);
    }

    /**
     * What a device exchanged.
     *
     * @param start how far to look back; the finest step that reaches so far is taken
     */
    public TrafficSeries<Exchanged> trafficOfDevice(String region, String deviceId, Instant start) {
        MetricRing ring = deviceRing(region, deviceId);
        return TrafficSeries.of(
                start,
                clock.instant(),
                (step, bucket) -> new Exchanged(
                        ring.at(step).value(PACKETS, bucket),
                        ring.at(step).value(RECEIVED, bucket),
                        ring.at(step).value(SENT, bucket)));
    }

    private MetricRing deviceRing(String region, String deviceId) {
        write();
        return registry.read(entities -> {
            DeviceRow device = DeviceFinder.device(entities, region, deviceId);
            return ringOf(DEVICE_COLUMNS, Optional.ofNullable(entities.find(DeviceMetricRow.class, device.id())));
        });
    }

    private List<MetricSeries> series(MetricRing ring, String activity, Optional<Instant> start) {
        Instant now = clock.instant();
        Instant from = start.orElse(now.minusSeconds(3_600));
        if (from.isAfter(now)) {
            throw ProblemException.invalid("start_date", "constraint", from + " (expected: not after " + now + ")");
        }
        MetricStep step = MetricStep.reaching(from, now);
        long last = step.bucketOf(now);
        long first = step.firstOf(from, now);
        MetricRing.Buckets buckets = ring.at(step);
        return List.of(
                series("message_count", step, first, last, bucket -> buckets.value(PACKETS, bucket)),
                series(activity, step, first, last, bucket -> buckets.value(ACTIVE, bucket)));
    }

    /** What a row says; nothing happened where there is none. */
    private static MetricRing ringOf(int columns, Optional<? extends MetricRow> row) {
        return row.map(MetricRow::ring).orElseGet(() -> new MetricRing(columns));
    }

    private static MetricSeries series(String name, MetricStep step, long first, long last, LongUnaryOperator valueOf) {
        List<MetricSeries.Point> points = new ArrayList<>();
        for (long bucket = first; bucket <= last; bucket++) {
            points.add(new MetricSeries.Point(step.startOf(bucket), valueOf.applyAsLong(bucket)));
        }
        return new MetricSeries(name, points);
    }
}
