package org.axletree.hub.registry.hub;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.StoredText;

/**
 * Finds hubs by id, in the region where they are looked for; or says that one is not there. To who may only see one project,
 * the hubs of others are not there.
 */
public final class HubFinder {
    private HubFinder() {}

    public static HubRow hub(EntityManager entities, String region, String hubId) {
        return hubIfThere(entities, region, hubId).orElseThrow(() -> ProblemException.notFound("hub", hubId));
    }

    public static Optional<HubRow> hubIfThere(EntityManager entities, String region, String hubId) {
        return stored(hubId).map(id -> entities.find(HubRow.class, id)).filter(row -> isVisible(row, region));
    }

    /** The hub's row, locked: whoever adds to a hub, counts what it has or changes its plan waits for the others. */
    public static HubRow lockedHub(EntityManager entities, String region, String hubId) {
        return stored(hubId)
                .map(id -> entities.find(HubRow.class, id, LockModeType.PESSIMISTIC_WRITE))
                .filter(row -> isVisible(row, region))
                .orElseThrow(() -> ProblemException.notFound("hub", hubId));
    }

    private static boolean isVisible(HubRow hub, String region) {
        return hub.region.equals(region) && Caller.current().sees(hub.projectId);
    }

    /** Whether the caller sees a hub, and so what belongs to it. */
    public static boolean isVisible(EntityManager entities, String hubId) {
        return Caller.current().seesAll() || Caller.current().sees(entities.find(HubRow.class, hubId).projectId);
    }

    /**
     * What belongs to a hub that the caller sees, by its id.
     *
     * @param kind what it is, as the API names it
     * @throws ProblemException if it is not there, or another region's, or a hub's that the caller does not see
     */
    public static <T extends OfHub> T thing(
            EntityManager entities, Class<T> row, String kind, String region, String id) {
        return stored(id)
                .map(known -> entities.find(row, known))
                .filter(found -> found.region().equals(region))
                .filter(found -> isVisible(entities, found.hubId()))
                .orElseThrow(() -> ProblemException.notFound(kind, id));
    }

    private static Optional<String> stored(String id) {
        return Optional.of(id).filter(StoredText::isPossible);
    }
}
