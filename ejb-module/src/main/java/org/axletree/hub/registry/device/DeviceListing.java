package org.axletree.hub.registry.device;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.axletree.hub.history.Presence;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.StoredText;
import org.axletree.hub.registry.hub.HubFinder;
import org.axletree.hub.registry.hub.HubRow;
import org.axletree.hub.registry.listing.ListOrder;
import org.axletree.hub.registry.listing.Listing;
import org.axletree.hub.registry.listing.Page;
import org.axletree.hub.registry.listing.PageRequest;

/**
 * Lists devices. A hub may have very many: where nothing but the hub or the region restricts a list, what the hubs count
 * themselves is taken for its total. Who is connected only the presence knows: rows are read in the order of the list until a
 * page of them is there.
 */
final class DeviceListing {
    private static final ListOrder ORDER = new ListOrder(
            Map.of(
                    "name", "x.name",
                    "status", "x.enabled",
                    "hub_id", "x.hubId",
                    "created_at", "x.createdAt",
                    "updated_at", "x.updatedAt",
                    "allow_insecure", "x.allowInsecure",
                    "last_activity_at", "x.lastActivityAt"),
            Set.of("last_activity_at"),
            List.of("x.createdAt", "x.id")); // so that new devices are neighbours in each index

    /** Ids that are read at first where those of the connected are looked for; then four times as many each time. */
    private static final int FIRST_LOOK = 200;

    private static final int LARGEST_LOOK = 12_800;

    private final Registry registry;
    private final Presence presence;

    DeviceListing(Registry registry, Presence presence) {
        this.registry = registry;
        this.presence = presence;
    }

    /** @param mostCounted where there are more, the total is this */
    Page<DeviceRow> page(DeviceQuery query, PageRequest page, int mostCounted) {
        String orderBy = ORDER.clause(page);
        return registry.read(entities -> query.hubId().isPresent()
                ? ofHub(entities, query, page, orderBy, mostCounted)
                : ofRegion(entities, query, page, orderBy));
    }

    /** Devices of a hub in the order of their ids, from behind one of them. */
    List<DeviceRow> behind(DeviceQuery query, String id, int most) {
        return registry.read(entities -> hub(entities, query)
                .map(hub -> listing(entities, query, hub).behind(entities, id, most))
                .orElse(List.of()));
    }

    private static Optional<HubRow> hub(EntityManager entities, DeviceQuery query) {
        return HubFinder.hubIfThere(entities, query.region(), query.hubId().orElseThrow());
    }

    private Page<DeviceRow> ofHub(
            EntityManager entities, DeviceQuery query, PageRequest page, String orderBy, int mostCounted) {
        Optional<HubRow> hub = hub(entities, query);
        if (hub.isEmpty()) {
            return new Page<>(0, List.of());
        }
        Listing<DeviceRow> listing = listing(entities, query, hub.get());
        String inHub = inHub(orderBy);
        return query.connected().isPresent()
                ? ofPresence(entities, query, hub.get(), listing, page, inHub, mostCounted)
                : listing.page(entities, page, inHub, total(query, hub.get().deviceCount()), mostCounted);
    }

    /** In one hub, its id is no order. */
    static String inHub(String orderBy) {
        return orderBy.replaceFirst("^x\\.hubId (asc|desc), ", "");
    }

    private static Listing<DeviceRow> listing(EntityManager entities, DeviceQuery query, HubRow hub) {
        Listing<DeviceRow> listing = ofHub(query, hub.id());
        query.search().ifPresent(typed -> fewOf(entities, hub, typed)
                .ifPresentOrElse(listing::among, () -> DeviceWords.restrict(listing, typed)));
        return listing;
    }

    private static Optional<Set<String>> fewOf(EntityManager entities, HubRow hub, String typed) {
        return StoredText.isPossible(typed)
                ? DeviceWords.few(entities, hub.region(), hub.id(), typed, Listing.FEW)
                : Optional.of(Set.of());
    }

    private Page<DeviceRow> ofPresence(
            EntityManager entities,
            DeviceQuery query,
            HubRow hub,
            Listing<DeviceRow> listing,
            PageRequest page,
            String orderBy,
            int mostCounted) {
        boolean wanted = query.connected().orElseThrow();
        Optional<List<DeviceRow>> few = listing.few(entities, orderBy);
        int connected = presence.connectedDevices(hub.id());
        if (few.isEmpty() && wanted && connected <= Listing.FEW) {
            few = listing.among(presence.connectedDevicesOf(hub.id())).few(entities, orderBy);
        }
        if (few.isPresent()) {
            List<DeviceRow> rows = few.get().stream()
                    .filter(row -> presence.isConnected(row.id) == wanted)
                    .toList();
            return listing.part(rows, page);
        }
        boolean alone = query.whereConnected(Optional.empty()).isAll();
        int end = (int) Math.min(Integer.MAX_VALUE, (long) page.page() * page.pageSize());
        List<String> ids = ids(entities, listing, orderBy, wanted, alone ? end : Math.max(end, mostCounted));
        long total = alone ? (wanted ? connected : hub.deviceCount() - connected) : Math.min(ids.size(), mostCounted);
        List<String> shown = ids.subList(Math.min(ids.size(), end - page.pageSize()), Math.min(ids.size(), end));
        return new Page<>(
                Math.max(total, ids.size() > end ? end : ids.size()),
                listing.among(shown).few(entities, orderBy).orElse(List.of()));
    }

    /** Ids of devices in the order of the list, connected ones or others, until so many are there. */
    private List<String> ids(
            EntityManager entities, Listing<DeviceRow> listing, String orderBy, boolean connected, int enough) {
        List<String> found = new ArrayList<>();
        int first = 0;
        int look = FIRST_LOOK;
        List<String> read;
        do {
            read = listing.ids(entities, orderBy, first, look);
            read.stream().filter(id -> presence.isConnected(id) == connected).forEach(found::add);
            first += look;
            look = Math.min(LARGEST_LOOK, 4 * look);
        } while (found.size() < enough && !read.isEmpty());
        return found;
    }

    private static Page<DeviceRow> ofRegion(
            EntityManager entities, DeviceQuery query, PageRequest page, String orderBy) {
        requireHub(query);
        return new RegionListing(entities, query, orderBy).page(page);
    }

    /** What restricts a list of one hub, but for what is looked up first. */
    static Listing<DeviceRow> ofHub(DeviceQuery query, String hubId) {
        return restricted(
                new Listing<>(DeviceRow.class).of("region", query.region()).of("hubId", hubId), query);
    }

    /** Likewise of all hubs, for which there is no index. */
    static Listing<DeviceRow> ofRegion(DeviceQuery query) {
        return restricted(new Listing<>(DeviceRow.class).where("region", Optional.of(query.region())), query);
    }

    private static Listing<DeviceRow> restricted(Listing<DeviceRow> listing, DeviceQuery query) {
        return listing.whereContains("name", query.name())
                .whereIndexed("allowInsecure", query.allowInsecure())
                .whereIndexed("enabled", query.enabled())
                .whereIndexed("dialect", query.dialect())
                .whereBelow("certificateEndsAt", query.certificateEndsBefore().map(Instant::toEpochMilli));
    }

    /** What is looked up hub by hub. */
    private static void requireHub(DeviceQuery query) {
        List<Problem.ArgumentProblem> problems = new ArrayList<>();
        query.search().ifPresent(given -> problems.add(alone("search")));
        query.connected().ifPresent(given -> problems.add(alone("connected")));
        query.certificateEndsBefore().ifPresent(given -> problems.add(alone("certificate_ends_before")));
        query.dialect().ifPresent(given -> problems.add(alone("dialect")));
        if (!problems.isEmpty()) {
            throw new ProblemException(new Problem.InvalidArguments(problems));
        }
    }

    private static Problem.ArgumentProblem alone(String argument) {
        return new Problem.ArgumentProblem(argument, "constraint", "stands without a hub (expected: hub_id beside it)");
    }

    private static OptionalLong total(DeviceQuery query, long devices) {
        return query.isAll() ? OptionalLong.of(devices) : OptionalLong.empty();
    }
}
