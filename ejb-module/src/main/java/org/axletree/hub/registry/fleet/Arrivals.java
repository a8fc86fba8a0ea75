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
import org.axletree.hub.registry.journal.RecordedEvent;
import org.axletree.hub.registry.listing.PageRequest;

/** Which of the devices that were taken over have been heard of since, and why the others were not. */
@ApplicationScoped
public class Arrivals {
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

    /** @throws org.axletree.hub.registry.ProblemException if the caller knows no such hub */
    public Counts counts(String region, String hubId) {
        return registry.read(entities -> {
            HubFinder.hub(entities, region, hubId);
            String query =
                    "select count(d) from DeviceRow d, ImportedDeviceRow i where i.deviceId = d.id and d.hubId = :hubId";
            return new Counts(
                    count(entities, hubId, query), count(entities, hubId, query + " and d.lastActivityAt is not null"));
        });
    }

    private static long count(EntityManager entities, String hubId, String query) {
        return entities.createQuery(query, Long.class)
                .setParameter("hubId", hubId)
                .getSingleResult();
    }

    /**
     * Devices that were taken over, in the order of their names.
     *
     * @param arrived only those that have arrived, or that have not
     * @param page which of them; its order is not asked for
     */
    public List<ArrivedDevice> list(String region, String hubId, Optional<Boolean> arrived, PageRequest page) {
        List<ArrivedDevice> devices = registry.read(entities -> {
            HubFinder.hub(entities, region, hubId);
            String state = arrived.map(yes -> " and d.lastActivityAt is " + (yes ? "not null" : "null"))
                    .orElse("");
            return entities.createQuery(
                            "select d.id, d.name, i.source, i.importedAt, d.lastActivityAt from DeviceRow d, ImportedDeviceRow i"
                                    + " where i.deviceId = d.id and d.hubId = :hubId" + state + " order by d.name",
                            Object[].class)
                    .setParameter("hubId", hubId)
                    .setFirstResult((page.page() - 1) * page.pageSize())
                    .setMaxResults(page.pageSize())
                    .getResultStream()
                    .map(Arrivals::device)
                    .toList();
        });
        return devices.stream()
                .map(each -> each.isArrived() ? each : each.refusedBy(refusal(region, each.id())))
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

    /** Why a device that has not arrived was refused last. */
    private Optional<RecordedEvent> refusal(String region, String deviceId) {
        return journal.ofDevice(region, deviceId, new PageRequest(1, 1, "")).items().stream()
                .findFirst();
    }
}
