package org.axletree.hub.registry.device;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.listing.Listing;
import org.axletree.hub.registry.listing.Page;
import org.axletree.hub.registry.listing.PageRequest;

/**
 * Lists the devices of a region: the lists of the hubs that the caller sees, each read off the hub's own index as far as it is needed,
 * are put together. An index for each order over all hubs would cost time with every device that is added or seen.
 */
final class RegionListing {
    /** So many devices of a hub are read at first; then four times as many each time. */
    private static final int FEWEST_AT_FIRST = 5;

    private static final int MOST_AT_FIRST = 200;
    private static final int MOST_AT_ONCE = 12_800;

    /** Where there are more, going once through the devices of all hubs costs less than a question to each hub. */
    static final int MOST_HUBS = 1_000;

    private final EntityManager entities;
    private final DeviceQuery query;
    private final String orderBy;
    private final Comparator<Place> order;

    RegionListing(EntityManager entities, DeviceQuery query, String orderBy) {
        this.entities = entities;
        this.query = query;
        this.orderBy = orderBy;
        Comparator<Place> up = Comparator.comparing(Place::key, Comparator.nullsFirst(RegionListing::compare))
                .thenComparing(Place::createdAt)
                .thenComparing(Place::id);
        this.order = orderBy.endsWith(" desc") ? up.reversed() : up;
    }

    private record Hub(String id, long devices) {}

    /** Where a device stands in the order. */
    private record Place(Object key, long createdAt, String id) {}

    @SuppressWarnings("unchecked") // both are values of one column
    private static int compare(Object one, Object other) {
        return ((Comparable<Object>) one).compareTo(other);
    }

    Page<DeviceRow> page(PageRequest page) {
        List<Hub> hubs = hubs();
        if (hubs.size() > MOST_HUBS) {
            return inOneRead(hubs, page);
        }
        long first = (page.page() - 1L) * page.pageSize();
        long end = first + page.pageSize();
        int atFirst = (int) Math.max(FEWEST_AT_FIRST, Math.min(MOST_AT_FIRST, 4 * end / Math.max(1, hubs.size())));
        PriorityQueue<Reader> readers = new PriorityQueue<>(Comparator.comparing(Reader::place, order));
        long total = 0;
        for (Hub hub : hubs) {
            Reader reader = new Reader(hub, atFirst);
            total += reader.total;
            if (reader.isThere()) {
                readers.add(reader);
            }
        }
        if (first >= total) {
            return new Page<>(total, List.of());
        }
        List<String> shown = new ArrayList<>();
        for (long at = 0; at < end && !readers.isEmpty(); at++) {
            Reader next = readers.remove();
            Place place = next.take();
            if (at >= first) {
                shown.add(place.id());
            }
            if (next.isThere()) {
                readers.add(next);
            }
        }
        return new Page<>(
                total,
                new Listing<>(DeviceRow.class)
                        .among(shown)
                        .few(entities, orderBy)
                        .orElse(List.of()));
    }

    private Page<DeviceRow> inOneRead(List<Hub> hubs, PageRequest page) {
        OptionalLong total = query.isAll()
                ? OptionalLong.of(hubs.stream().mapToLong(Hub::devices).sum())
                : OptionalLong.empty();
        return DeviceListing.ofRegion(query)
                .ofVisibleHubs(Caller.current().projects())
                .page(entities, page, orderBy, total);
    }

    private List<Hub> hubs() {
        Optional<Set<String>> projects = Caller.current().projects();
        TypedQuery<Object[]> hubs = entities.createQuery(
                        "select h.id, h.deviceCount from HubRow h where h.region = :region and h.deviceCount > 0"
                                + (projects.isPresent() ? " and h.projectId in :projects" : ""),
                        Object[].class)
                .setParameter("region", query.region());
        projects.ifPresent(own -> hubs.setParameter("projects", own));
        return hubs.getResultStream()
                .map(row -> new Hub((String) row[0], ((Number) row[1]).longValue()))
                .toList();
    }

    /** Reads the devices of one hub in the order of the list. */
    private final class Reader {
        private final Listing<DeviceRow> listing;
        private final long total;
        private final Deque<Place> read = new ArrayDeque<>();
        private int behind;
        private int look;
        private boolean isAtTheEnd;

        Reader(Hub hub, int atFirst) {
            listing = DeviceListing.ofHub(query, hub.id());
            look = atFirst;
            Optional<List<DeviceRow>> few = listing.few(entities, inHub());
            few.ifPresent(rows -> listing.among(rows.stream().map(DeviceRow::id).toList()));
            total = few.map(rows -> (long) rows.size())
                    .orElseGet(() -> query.isAll() ? hub.devices() : listing.count(entities));
            isAtTheEnd = total == 0;
        }

        private String inHub() {
            return DeviceListing.inHub(orderBy);
        }

        boolean isThere() {
            if (read.isEmpty() && !isAtTheEnd) {
                String field = orderBy.substring(0, orderBy.indexOf(' '));
                List<Object[]> rows = listing.keys(entities, field, inHub(), behind, look);
                rows.forEach(row -> read.add(new Place(row[0], (Long) row[1], (String) row[2])));
                isAtTheEnd = rows.size() < look;
                behind += rows.size();
                look = Math.min(MOST_AT_ONCE, 4 * look);
            }
            return !read.isEmpty();
        }

        Place place() {
            return read.getFirst();
        }

        Place take() {
            return read.removeFirst();
        }
    }
}
