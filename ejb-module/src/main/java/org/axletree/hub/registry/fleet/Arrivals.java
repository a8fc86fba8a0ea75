package org.axletree.hub.registry.fleet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.hub.HubFinder;
import org.axletree.hub.registry.journal.EventJournal;
import org.axletree.hub.registry.listing.PageRequest;

/** Which of the devices that were taken over have been heard of since, and why the others were not. */
@ApplicationScoped
public class Arrivals {
    private static final int MOST_ATTEMPTS = 3;

    /** The region as well, so that their names are read off the index of lists. */
    private static final String IMPORTED = "d.region = :region and d.hubId = :hubId and d.importedAt is not null";

    private Registry registry;
    private EventJournal journal;

    /** For the container. */
    protected Arrivals() {}

    @Inject
    public Arrivals(Registry registry, EventJournal journal) {
        this.registry = registry;
        this.journal = journal;
    }

    /**
     * How many there are of a hub.
     *
     * @param imported devices that were taken over and are still there
     * @param arrived how many of them were heard of since
     */
    public record Counts(long imported, long arrived) {

        /** How many are in a list of those that have arrived, of those that have not, or of all. */
        public long of(Optional<Boolean> which) {
            return which.map(yes -> yes ? arrived : imported - arrived).orElse(imported);
        }
    }

    /** Some of the devices of a hub, and how many there were at the same moment. */
    public record Status(Counts counts, List<ArrivedDevice> devices) {}

    /**
     * Devices that were taken over, in the order of their names.
     *
     * @param arrived only those that have arrived, or that have not
     * @param page which of them; its order is not asked for
     * @throws org.axletree.hub.registry.ProblemException if the caller knows no such hub
     */
    public Status status(String region, String hubId, Optional<Boolean> arrived, PageRequest page) {
        Status status = registry.read(entities -> {
            HubFinder.hub(entities, region, hubId);
            return atOneMoment(entities, region, hubId, arrived, page);
        });
        return new Status(
                status.counts(),
                status.devices().stream()
                        .map(each -> each.isArrived() ? each : each.refusedBy(journal.lastRefusal(region, each.id())))
                        .toList());
    }

    /** Between two numbers that are the same nobody arrived, as a rule; where devices keep arriving, it is near enough. */
    private static Status atOneMoment(
            EntityManager entities, String region, String hubId, Optional<Boolean> arrived, PageRequest page) {
        Counts before = counts(entities, region, hubId);
        for (int attempt = 1; ; attempt++) {
            List<ArrivedDevice> devices = devices(entities, region, hubId, arrived, page);
            Counts after = counts(entities, region, hubId);
            if (after.equals(before) || attempt == MOST_ATTEMPTS) {
                return new Status(after, devices);
            }
            before = after;
        }
    }

    private static Counts counts(EntityManager entities, String region, String hubId) {
        Object[] counts = entities.createQuery(
                        "select count(d.id), count(d.lastActivityAt) from DeviceRow d where " + IMPORTED,
                        Object[].class)
                .setParameter("region", region)
                .setParameter("hubId", hubId)
                .getSingleResult();
        return new Counts((Long) counts[0], (Long) counts[1]);
    }

    private static List<ArrivedDevice> devices(
            EntityManager entities, String region, String hubId, Optional<Boolean> arrived, PageRequest page) {
        String state = arrived.map(yes -> " and d.lastActivityAt is " + (yes ? "not null" : "null"))
                .orElse("");
        return entities.createQuery(
                        "select d.id, d.name, d.importedFrom, d.importedAt, d.lastActivityAt from DeviceRow d where "
                                + IMPORTED + state + " order by d.name, d.createdAt, d.id",
                        Object[].class)
                .setParameter("region", region)
                .setParameter("hubId", hubId)
                .setFirstResult((page.page() - 1) * page.pageSize())
                .setMaxResults(page.pageSize())
                .getResultStream()
                .map(Arrivals::device)
                .toList();
    }

    private static ArrivedDevice device(Object[] row) {
        return new ArrivedDevice(
                (String) row[0],
                (String) row[1],
                (String) row[2],
                Instant.ofEpochMilli((Long) row[3]),
                Optional.ofNullable((Long) row[4]).map(Instant::ofEpochMilli),
                Optional.empty());
    }
}
