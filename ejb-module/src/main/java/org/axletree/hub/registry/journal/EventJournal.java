package org.axletree.hub.registry.journal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.history.HubEvent;
import org.axletree.hub.history.HubHistory;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.StoredText;
import org.axletree.hub.registry.device.DeviceFinder;
import org.axletree.hub.registry.device.DeviceRow;
import org.axletree.hub.registry.hub.HubFinder;
import org.axletree.hub.registry.hub.HubRow;
import org.axletree.hub.registry.listing.Listing;
import org.axletree.hub.registry.listing.Page;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.hub.settings.HubSettings;

/**
 * The events of hubs, kept over restarts: the last {@link HubLimit#EVENTS_PER_HUB} of each. {@link HubHistory} remembers
 * what happens without ever waiting; {@link #write} takes it from there. Who reads has it written first, so that nothing
 * that was noted is missing from the answer.
 */
@ApplicationScoped
public class EventJournal {
    private static final int BATCH = 500;
    private static final int MOST_ADDRESS = 128;
    private static final String INSERT = "insert into hub_event (hub_id, happened_at, severity, object_type, object_id,"
            + " object_name, reason, message, packet, source_address, of_stranger) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** The part of the list that strangers may fill, beside the one of all others. */
    private static final int STRANGERS_PART = 4;

    private Registry registry;
    private HubSettings settings;
    private HubHistory history;

    /** Taken from the history and not yet in the database; at most {@link #BATCH}. */
    private final List<HubEvent> waiting = new ArrayList<>();

    /** How many more events a list may have before old ones are looked for; a list that is missing is due. */
    private final Map<EventList, Integer> room = new HashMap<>();

    /** The events of a hub that strangers made happen, or all others: neither pushes the other out. */
    private record EventList(String hubId, boolean ofStrangers) {
        static EventList of(HubEvent event) {
            return new EventList(event.hubId(), event.ofStranger());
        }

        int most(int mostOfAHub) {
            return ofStrangers ? Math.max(1, mostOfAHub / STRANGERS_PART) : mostOfAHub;
        }
    }

    /** For the container. */
    protected EventJournal() {}

    @Inject
    public EventJournal(Registry registry, HubSettings settings, HubHistory history) {
        this.registry = registry;
        this.settings = settings;
        this.history = history;
    }

    /** Writes down what happened: the hub does, whoever asks. What cannot be written now is tried again the next time. */
    public synchronized void write() {
        history.takeUnwritten(waiting, BATCH);
        try (Caller.Asking hub = Caller.hub().asks()) {
            while (!waiting.isEmpty()) {
                Map<EventList, Integer> roomLeft =
                        registry.change("events", "several", entities -> write(entities, waiting));
                room.clear();
                room.putAll(roomLeft);
                waiting.clear();
                history.takeUnwritten(waiting, BATCH);
            }
        }
    }

    private Map<EventList, Integer> write(EntityManager entities, List<HubEvent> batch) {
        Set<String> known =
                new HashSet<>(entities.createQuery("select h.id from HubRow h where h.id in :ids", String.class)
                        .setParameter("ids", batch.stream().map(HubEvent::hubId).collect(Collectors.toSet()))
                        .getResultList());
        insert(
                entities.unwrap(Connection.class),
                batch.stream().filter(event -> known.contains(event.hubId())).toList());
        Map<EventList, Integer> left = new HashMap<>(room);
        for (HubEvent event : batch) {
            left.merge(EventList.of(event), -1, Integer::sum);
        }
        left.keySet().removeIf(list -> !known.contains(list.hubId()));
        List<EventList> due = left.keySet().stream()
                .filter(list -> left.get(list) < 0)
                .sorted(Comparator.comparing(EventList::hubId).thenComparing(EventList::ofStrangers))
                .toList();
        for (EventList list : due) {
            int most = list.most(settings.limit(HubLimit.EVENTS_PER_HUB));
            removeOldest(entities, list, most);
            left.put(list, most / 10); // a list may be a tenth too long, so that not every event looks for old ones
        }
        return left;
    }

    private static void insert(Connection connection, List<HubEvent> batch) {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (HubEvent event : batch) {
                RecordedEvent recorded = recorded(event);
                insert.setString(1, event.hubId());
                insert.setLong(2, recorded.time().toEpochMilli());
                insert.setString(3, recorded.severity());
                insert.setString(4, recorded.objectType());
                insert.setString(5, recorded.objectId());
                insert.setString(6, recorded.objectName());
                insert.setString(7, recorded.reason());
                insert.setString(8, StoredText.mended(recorded.message()));
                insert.setString(9, StoredText.mended(recorded.packet()));
                insert.setString(10, shortened(StoredText.mended(recorded.sourceAddress())));
                insert.setBoolean(11, event.ofStranger());
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new PersistenceException("events could not be written", e);
        }
    }

    private static RecordedEvent recorded(HubEvent event) {
        return new RecordedEvent(
                event.time(),
                event.severity().name().toLowerCase(Locale.ROOT),
                event.object().type(),
                event.object().id(),
                event.object().name(),
                event.reason().label(),
                event.message(),
                event.object().isRoute() ? "" : event.packet(),
                event.remoteAddress());
    }

    private static String shortened(String address) {
        return address.length() <= MOST_ADDRESS ? address : address.substring(0, MOST_ADDRESS - 1) + "…";
    }

    /** Removes what is beyond the last ones. */
    private static void removeOldest(EntityManager entities, EventList list, int most) {
        entities.createQuery(
                        "select e.id from HubEventRow e where e.hubId = :hubId and e.ofStranger = :strangers"
                                + " order by e.id desc",
                        Long.class)
                .setParameter("hubId", list.hubId())
                .setParameter("strangers", list.ofStrangers())
                .setFirstResult(most)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .ifPresent(newestToGo -> entities.createQuery(
                                "delete from HubEventRow e where e.hubId = :hubId and e.ofStranger = :strangers"
                                        + " and e.id <= :id")
                        .setParameter("hubId", list.hubId())
                        .setParameter("strangers", list.ofStrangers())
                        .setParameter("id", newestToGo)
                        .executeUpdate());
    }

    /** The events of a hub, newest first. */
    public Page<RecordedEvent> ofHub(String region, String hubId, PageRequest page) {
        return ofHub(region, hubId, EventQuery.ALL, page);
    }

    /** Those of the events of a hub that are asked for, newest first. */
    public Page<RecordedEvent> ofHub(String region, String hubId, EventQuery query, PageRequest page) {
        page.check();
        write();
        return registry.read(entities -> {
            HubRow hub = HubFinder.hub(entities, region, hubId);
            Listing<HubEventRow> listing = new Listing<>(HubEventRow.class).of("hubId", hub.id());
            query.objectId().ifPresent(id -> listing.of("objectId", id));
            listing.where("severity", query.severity())
                    .where("reason", query.reason())
                    .between(
                            "happenedAt",
                            query.since().map(Instant::toEpochMilli),
                            query.until().map(Instant::toEpochMilli));
            return page(entities, listing, page);
        });
    }

    /** The events of a device, newest first, in whatever hub it was; but in none that the caller does not see. */
    public Page<RecordedEvent> ofDevice(String region, String deviceId, PageRequest page) {
        page.check();
        write();
        return registry.read(entities -> {
            DeviceRow device = DeviceFinder.device(entities, region, deviceId);
            return page(
                    entities,
                    new Listing<>(HubEventRow.class)
                            .of("objectId", device.id())
                            .ofVisibleHubs(Caller.current().projects()),
                    page);
        });
    }

    /** Why a device was refused last, at the login or before; empty if it never was. What it is warned of is no refusal. */
    public Optional<RecordedEvent> lastRefusal(String region, String deviceId) {
        write();
        return registry.read(entities -> {
            DeviceRow device = DeviceFinder.device(entities, region, deviceId);
            return entities.createQuery(
                            "select e from HubEventRow e where e.hubId = :hubId and e.objectId = :deviceId"
                                    + " and e.ofStranger = true order by e.id desc",
                            HubEventRow.class)
                    .setParameter("hubId", device.hubId())
                    .setParameter("deviceId", device.id())
                    .setMaxResults(1)
                    .getResultStream()
                    .map(HubEventRow::toEvent)
                    .findFirst();
        });
    }

    private static Page<RecordedEvent> page(EntityManager entities, Listing<HubEventRow> listing, PageRequest page) {
        return listing.page(entities, page, "x.id desc").map(HubEventRow::toEvent);
    }
}
