package org.axletree.hub.registry.route;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axletree.core.event.RegistryChange;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.ArgumentCheck;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Quota;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.RegistryLock;
import org.axletree.hub.registry.StoredText;
import org.axletree.hub.registry.hub.HubFinder;
import org.axletree.hub.registry.hub.HubRow;
import org.axletree.hub.registry.listing.ListOrder;
import org.axletree.hub.registry.listing.Listing;
import org.axletree.hub.registry.listing.Page;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.hub.settings.HubSettings;

/** What one can do with routes. Every method throws {@link ProblemException} where it cannot. */
@ApplicationScoped
public class RouteService {
    private static final ListOrder ORDER =
            new ListOrder(Map.of("name", "x.name", "hub_id", "x.hubId", "type", "", "created_at", "x.createdAt"));

    private Registry registry;
    private HubSettings settings;
    private Event<RegistryChange> events;
    private final Clock clock = Clock.systemUTC();

    /** For the container. */
    protected RouteService() {}

    @Inject
    public RouteService(Registry registry, HubSettings settings, Event<RegistryChange> events) {
        this.registry = registry;
        this.settings = settings;
        this.events = events;
    }

    public Route create(NewRoute route) {
        ArgumentCheck check = new ArgumentCheck(settings)
                .region(route.region())
                .name("name", route.name())
                .topic("topic", route.topic());
        RouteArguments.queueName(check, route.queueName());
        check.done();
        String id = UUID.randomUUID().toString();
        return registry.change("route", id, entities -> {
            RegistryLock.take(entities);
            HubRow hub = HubFinder.lockedHub(entities, route.region(), route.hubId());
            requireRoom(entities, hub.id());
            requireFreeName(entities, hub.id(), id, route.name());
            requireOwnQueue(entities, hub.id(), route.queueName());
            RouteRow row = new RouteRow();
            row.id = id;
            row.hubId = hub.id();
            row.region = hub.region();
            row.name = route.name();
            row.topic = route.topic().toString();
            row.queueName = route.queueName();
            row.createdAt = clock.millis();
            row.updatedAt = row.createdAt;
            entities.persist(row);
            events.fire(new RegistryChange.RoutesChanged(hub.id()));
            return row.toRoute();
        });
    }

    public Page<Route> list(RouteQuery query, PageRequest page) {
        new ArgumentCheck(settings).region(query.region()).done();
        String orderBy = ORDER.clause(page);
        return registry.read(entities -> new Listing<>(RouteRow.class)
                .of("region", query.region())
                .whereProject(Caller.current().projectId())
                .where("hubId", query.hubId())
                .whereContains("name", query.name())
                .page(entities, page, orderBy)
                .map(RouteRow::toRoute));
    }

    public Route get(String region, String routeId) {
        return registry.read(entities -> find(entities, region, routeId).toRoute());
    }

    public Route update(String region, String routeId, RoutePatch patch) {
        ArgumentCheck check = new ArgumentCheck(settings);
        patch.name().ifPresent(name -> check.name("name", name));
        patch.topic().ifPresent(topic -> check.topic("topic", topic));
        patch.queueName().ifPresent(name -> RouteArguments.queueName(check, name));
        check.done();
        return registry.change("route", routeId, entities -> {
            if (patch.queueName().isPresent()) {
                RegistryLock.take(entities);
            }
            RouteRow row = find(entities, region, routeId);
            patch.name().ifPresent(name -> requireFreeName(entities, row.hubId, routeId, name));
            patch.queueName().ifPresent(queueName -> requireOwnQueue(entities, row.hubId, queueName));
            patch.name().ifPresent(name -> row.name = name);
            patch.topic().ifPresent(topic -> row.topic = topic.toString());
            patch.queueName().ifPresent(queueName -> row.queueName = queueName);
            row.updatedAt = clock.millis();
            events.fire(new RegistryChange.RoutesChanged(row.hubId));
            return row.toRoute();
        });
    }

    public void delete(String region, String routeId) {
        registry.change("route", routeId, entities -> {
            RouteRow row = find(entities, region, routeId);
            entities.remove(row);
            events.fire(new RegistryChange.RoutesChanged(row.hubId));
            return null;
        });
    }

    private static RouteRow find(EntityManager entities, String region, String routeId) {
        return Optional.of(routeId)
                .filter(StoredText::isPossible)
                .map(id -> entities.find(RouteRow.class, id))
                .filter(row -> row.region.equals(region))
                .filter(row -> HubFinder.isVisible(entities, row.hubId))
                .orElseThrow(() -> ProblemException.notFound("route", routeId));
    }

    private void requireRoom(EntityManager entities, String hubId) {
        long routes = entities.createQuery("select count(r) from RouteRow r where r.hubId = :hubId", Long.class)
                .setParameter("hubId", hubId)
                .getSingleResult();
        Quota.requireRoom("routes", settings.limit(HubLimit.ROUTES_PER_HUB), routes);
    }

    private static void requireFreeName(EntityManager entities, String hubId, String routeId, String name) {
        boolean taken = !entities.createQuery(
                        "select r.id from RouteRow r where r.hubId = :hubId and r.name = :name and r.id <> :id",
                        String.class)
                .setParameter("hubId", hubId)
                .setParameter("name", name)
                .setParameter("id", routeId)
                .getResultList()
                .isEmpty();
        if (taken) {
            throw ProblemException.invalid(
                    "name",
                    "constraint",
                    "another route of the hub has this name (expected: a name unique in the hub)");
        }
    }

    /** A queue belongs to one hub: what its devices say must never reach the consumers of another. */
    private static void requireOwnQueue(EntityManager entities, String hubId, String queueName) {
        boolean foreign = !entities.createQuery(
                        "select r.id from RouteRow r where r.queueName = :queueName and r.hubId <> :hubId",
                        String.class)
                .setParameter("queueName", queueName)
                .setParameter("hubId", hubId)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
        if (foreign) {
            throw ProblemException.invalid(
                    "jms_config.queue_name",
                    "constraint",
                    queueName + " is the queue of another hub's route (expected: a queue of this hub's own)");
        }
    }
}
