package org.axletree.hub.registry.route;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.hub.HubFinder;
import org.axletree.hub.registry.hub.HubRow;

/**
 * Which hub a destination belongs to: what devices of one hub say must never reach the consumers of another, not even after the
 * hub is gone.
 */
@ApplicationScoped
class RouteDestinations {
    private RouteKinds kinds;
    private RouteMapper mapper;

    /** For the container's proxy. */
    protected RouteDestinations() {}

    @Inject
    RouteDestinations(RouteKinds kinds, RouteMapper mapper) {
        this.kinds = kinds;
        this.mapper = mapper;
    }

    /**
     * Makes it the hub's, in the transaction of {@code entities}, which holds the registry's lock.
     *
     * @throws ProblemException if it is another's
     */
    void claim(EntityManager entities, String hubId, RouteConfiguration configuration, long now) {
        RouteKind kind = kinds.of(configuration.kind());
        kind.destination(configuration).ifPresent(destination -> claim(entities, hubId, kind, destination, now));
    }

    private void claim(EntityManager entities, String hubId, RouteKind kind, RouteDestination destination, long now) {
        RouteDestinationRow row = entities.find(RouteDestinationRow.class, destination.name());
        if (row == null) {
            row = new RouteDestinationRow();
            row.destination = destination.name();
            row.hubId = hubId;
            row.claimedAt = now;
            entities.persist(row);
        } else if (!row.hubId.equals(hubId)) {
            requireFree(entities, row, kind, destination);
            row.hubId = hubId;
            row.claimedAt = now;
        }
    }

    /** Throws what {@link #claim} would throw, and claims nothing. */
    void check(EntityManager entities, String hubId, RouteConfiguration configuration) {
        RouteKind kind = kinds.of(configuration.kind());
        kind.destination(configuration).ifPresent(destination -> Optional.ofNullable(
                        entities.find(RouteDestinationRow.class, destination.name()))
                .filter(row -> !row.hubId.equals(hubId))
                .ifPresent(row -> requireFree(entities, row, kind, destination)));
    }

    private void requireFree(
            EntityManager entities, RouteDestinationRow row, RouteKind kind, RouteDestination destination) {
        refusal(entities, row, kind, destination).ifPresent(problem -> {
            throw ProblemException.invalid(kind.configurationName() + "." + destination.field(), "constraint", problem);
        });
    }

    private Optional<String> refusal(
            EntityManager entities, RouteDestinationRow row, RouteKind kind, RouteDestination destination) {
        boolean used = entities.createQuery(
                        "select r from RouteRow r where r.hubId = :hubId and r.kind = :kind", RouteRow.class)
                .setParameter("hubId", row.hubId)
                .setParameter("kind", kind.kind())
                .getResultStream()
                .map(mapper::configuration)
                .flatMap(configuration -> kind.destination(configuration).stream())
                .anyMatch(other -> other.name().equals(destination.name()));
        if (!used && kind.isVacant(destination)) {
            return Optional.empty();
        }
        // Whose it is learns only who sees that hub.
        return Optional.of(ownHub(entities, row.hubId)
                .map(owner -> destination.label()
                        + (used ? " belongs to a route of the hub " : " may still hold messages of the hub ")
                        + owner.name() + " (expected: a destination of this hub's own)")
                .orElse(destination.label()
                        + " is not free: it is used, or holds messages still (expected: another name)"));
    }

    private static Optional<HubRow> ownHub(EntityManager entities, String hubId) {
        return Optional.ofNullable(entities.find(HubRow.class, hubId))
                .filter(hub -> HubFinder.isVisible(entities, hub.id()));
    }
}
