package org.axletree.hub.registry.device;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.hub.HubFinder;
import org.axletree.hub.registry.hub.HubRow;
import org.axletree.hub.registry.listing.ListOrder;
import org.axletree.hub.registry.listing.Listing;
import org.axletree.hub.registry.listing.Page;
import org.axletree.hub.registry.listing.PageRequest;

/**
 * Lists devices. A hub may have very many: where nothing but the hub or the region restricts a list, what the hubs count
 * themselves is taken for its total.
 */
final class DeviceListing {
    private static final ListOrder ORDER = new ListOrder(Map.of(
            "name", "x.name",
            "status", "x.enabled",
            "hub_id", "x.hubId",
            "created_at", "x.createdAt",
            "updated_at", "x.updatedAt",
            "allow_insecure", "x.allowInsecure"));

    private DeviceListing() {}

    static Page<DeviceRow> page(Registry registry, DeviceQuery query, PageRequest page) {
        String orderBy = ORDER.clause(page);
        return registry.read(entities -> query.hubId().isPresent()
                ? ofHub(entities, query, page, orderBy)
                : ofRegion(entities, query, page, orderBy));
    }

    private static Page<DeviceRow> ofHub(EntityManager entities, DeviceQuery query, PageRequest page, String orderBy) {
        Optional<HubRow> hub =
                HubFinder.hubIfThere(entities, query.region(), query.hubId().orElseThrow());
        if (hub.isEmpty()) {
            return new Page<>(0, List.of());
        }
        Listing<DeviceRow> listing = new Listing<>(DeviceRow.class)
                .of("region", hub.get().region())
                .of("hubId", hub.get().id());
        String inHub = orderBy.replaceFirst("^x\\.hubId (asc|desc), ", ""); // in one hub that is no order
        return restricted(listing, query)
                .page(entities, page, inHub, total(query, hub.get().deviceCount()));
    }

    private static Page<DeviceRow> ofRegion(
            EntityManager entities, DeviceQuery query, PageRequest page, String orderBy) {
        Optional<String> project = Caller.current().projectId();
        long devices = project.map(id -> devices(
                        entities,
                        "select sum(h.deviceCount) from HubRow h where h.region = :region and h.projectId = :project",
                        Map.of("region", query.region(), "project", id)))
                .orElseGet(() -> devices(
                        entities,
                        "select sum(h.deviceCount) from HubRow h where h.region = :region",
                        Map.of("region", query.region())));
        Listing<DeviceRow> listing =
                new Listing<>(DeviceRow.class).of("region", query.region()).whereProject(project);
        return restricted(listing, query).page(entities, page, orderBy, total(query, devices));
    }

    private static long devices(EntityManager entities, String sum, Map<String, String> parameters) {
        TypedQuery<Long> query = entities.createQuery(sum, Long.class);
        parameters.forEach(query::setParameter);
        return Optional.ofNullable(query.getSingleResult()).orElse(0L); // no hub, no sum
    }

    private static Listing<DeviceRow> restricted(Listing<DeviceRow> listing, DeviceQuery query) {
        return listing.whereContains("name", query.name())
                .where("allowInsecure", query.allowInsecure())
                .where("enabled", query.enabled());
    }

    private static OptionalLong total(DeviceQuery query, long devices) {
        boolean all = query.name().isEmpty()
                && query.allowInsecure().isEmpty()
                && query.enabled().isEmpty();
        return all ? OptionalLong.of(devices) : OptionalLong.empty();
    }
}
