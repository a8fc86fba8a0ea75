package org.axletree.hub.registry.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.hub.HubFinder;
import org.axletree.hub.registry.hub.HubRow;

/** The books on what passed through hubs: one row each, of bounded size. */
@ApplicationScoped
public class TrafficLedger {

    private Registry registry;
    private Clock clock;

    /** For the container. */
    protected TrafficLedger() {}

    @Inject
    public TrafficLedger(Registry registry) {
        this(registry, Clock.systemUTC());
    }

    public TrafficLedger(Registry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /** Adds what happened since the last time, by hub. Hubs that are gone are passed over. */
    public void add(Map<String, HubVolume> byHub) {
        Map<String, HubVolume> happened = new TreeMap<>(byHub); // in order, so that two writers cannot deadlock
        happened.values().removeIf(HubVolume::isNothing);
        if (!happened.isEmpty()) {
            registry.change("metrics", "several", entities -> {
                happened.forEach((hubId, volume) -> write(entities, hubId, volume));
                return null;
            });
        }
    }

    private void write(EntityManager entities, String hubId, HubVolume volume) {
        if (entities.find(HubRow.class, hubId) == null) {
            return;
        }
        HubTrafficRow row = Optional.ofNullable(entities.find(HubTrafficRow.class, hubId))
                .orElseGet(() -> {
                    HubTrafficRow fresh = new HubTrafficRow();
                    fresh.hubId = hubId;
                    entities.persist(fresh);
                    return fresh;
                });
        MetricRing ring = row.ring();
        long[] columns = volume.columns();
        Instant now = clock.instant();
        for (MetricStep step : MetricStep.values()) {
            for (int i = 0; i < columns.length; i++) {
                if (i == HubVolume.CONNECTED) {
                    ring.at(step).raise(i, step.bucketOf(now), columns[i]);
                } else {
                    ring.at(step).add(i, step.bucketOf(now), columns[i]);
                }
            }
        }
        row.keep(ring);
    }

    /**
     * The traffic of a hub.
     *
     * @param start how far to look back; the finest step that reaches so far is taken
     */
    public TrafficSeries<HubVolume> ofHub(String region, String hubId, Instant start) {
        List<MetricRing> rings = registry.read(entities -> {
            HubRow hub = HubFinder.hub(entities, region, hubId);
            return Optional.ofNullable(entities.find(HubTrafficRow.class, hub.id()))
                    .map(MetricRow::ring)
                    .map(List::of)
                    .orElse(List.of());
        });
        return series(rings, start);
    }

    /** The traffic of all hubs that the caller may see, together. */
    public TrafficSeries<HubVolume> ofAll(String region, Instant start) {
        Optional<Set<String>> projects = Caller.current().projects();
        List<MetricRing> rings = registry.read(entities -> {
            TypedQuery<HubTrafficRow> query = entities.createQuery(
                    "select t from HubTrafficRow t, HubRow h where h.id = t.hubId and h.region = :region"
                            + (projects.isPresent() ? " and h.projectId in :projects" : ""),
                    HubTrafficRow.class);
            query.setParameter("region", region);
            projects.ifPresent(own -> query.setParameter("projects", own));
            return query.getResultList().stream().map(MetricRow::ring).toList();
        });
        return series(rings, start);
    }

    private TrafficSeries<HubVolume> series(Collection<MetricRing> rings, Instant start) {
        return TrafficSeries.of(start, clock.instant(), (step, bucket) -> {
            long[] sums = new long[HubVolume.COLUMNS];
            for (MetricRing ring : rings) {
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += ring.at(step).value(i, bucket);
                }
            }
            return HubVolume.of(sums);
        });
    }
}
