package org.axletree.hub.registry.route;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axletree.core.event.RegistryChange;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.ArgumentCheck;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Quota;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.RegistryLock;
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
    private RouteArguments arguments;
    private RouteDestinations destinations;
    private RouteKinds kinds;
    private RouteMapper mapper;
    private Event<RegistryChange> events;
    private final Clock clock = Clock.systemUTC();

    /** For the container. */
    protected RouteService() {}

    @Inject
    RouteService(
            Registry registry,
            HubSettings settings,
            RouteArguments arguments,
            RouteDestinations destinations,
            RouteKinds kinds,
            RouteMapper mapper,
            Event<RegistryChange> events) {
        this.registry = registry;
        this.settings = settings;
        this.arguments = arguments;
        this.destinations = destinations;
        this.kinds = kinds;
        this.mapper = mapper;
        this.events = events;
    }

    /** Throws what {@link #create} would throw of what the request says and of where its messages go, for a hub that is the caller's. */
    public void check(NewRoute route) {
        checkArguments(route);
        registry.read(entities -> {
            HubRow hub = HubFinder.hub(entities, route.region(), route.hubId());
            destinations.check(entities, hub.id(), route.configuration());
            return null;
        });
    }

    private void checkArguments(NewRoute route) {
        ArgumentCheck check = new ArgumentCheck(settings)
                .region(route.region())
                .name("name", route.name())
                .topic("topic", route.topic());
        arguments.selection(check, route.selection());
        arguments.content(check, route.content());
        arguments.configuration(check, route.configuration());
        arguments.delivery(check, route.delivery());
        check.done();
    }

    public Route create(NewRoute route) {
        checkArguments(route);
        String id = UUID.randomUUID().toString();
        return registry.change("route", id, entities -> {
            RegistryLock.take(entities);
            HubRow hub = HubFinder.lockedHub(entities, route.region(), route.hubId());
            requireRoom(entities, hub.id());
            requireFreeName(entities, hub.id(), id, route.name());
            destinations.claim(entities, hub.id(), route.configuration(), clock.millis());
            RouteRow row = new RouteRow();
            row.id = id;
            row.hubId = hub.id();
            row.region = hub.region();
            row.name = route.name();
            row.topic = route.topic().toString();
            row.condition = route.selection().condition();
            row.fallback = route.selection().fallback();
            row.content = route.content().written();
            row.kind = route.configuration().kind();
            mapper.configure(row, route.configuration());
            row.delivery = DeliveryPolicyJson.of(heir(entities, hub.id(), id, route.delivery()))
                    .toString();
            row.createdAt = clock.millis();
            row.updatedAt = row.createdAt;
            entities.persist(row);
            events.fire(new RegistryChange.RoutesChanged(hub.id()));
            return mapper.route(row);
        });
    }

    public Page<Route> list(RouteQuery query, PageRequest page) {
        new ArgumentCheck(settings).region(query.region()).done();
        String orderBy = ORDER.clause(page);
        return registry.read(entities -> new Listing<>(RouteRow.class)
                .of("region", query.region())
                .ofVisibleHubs(Caller.current().projects())
                .where("hubId", query.hubId())
                .whereContains("name", query.name())
                .page(entities, page, orderBy)
                .map(mapper::route));
    }

    public Route get(String region, String routeId) {
        return registry.read(entities -> mapper.route(find(entities, region, routeId)));
    }

    public Route update(String region, String routeId, RoutePatch patch) {
        ArgumentCheck check = new ArgumentCheck(settings);
        patch.name().ifPresent(name -> check.name("name", name));
        patch.topic().ifPresent(topic -> check.topic("topic", topic));
        check.done();
        return registry.change("route", routeId, entities -> {
            if (!patch.configuration().isEmpty()) {
                RegistryLock.take(entities);
            }
            RouteRow row = find(entities, region, routeId);
            List<Object> before = row.told();
            patch.name().ifPresent(name -> requireFreeName(entities, row.hubId, routeId, name));
            select(row, patch);
            configure(entities, row, patch);
            patch.name().ifPresent(name -> row.name = name);
            patch.topic().ifPresent(topic -> row.topic = topic.toString());
            if (!row.told().equals(before)) { // whoever says again what is so already changes nothing
                row.updatedAt = clock.millis();
                events.fire(new RegistryChange.RoutesChanged(row.hubId));
            }
            return mapper.route(row);
        });
    }

    private void select(RouteRow row, RoutePatch patch) {
        RouteSelection before = new RouteSelection(row.condition, row.fallback);
        RouteSelection selection = patch.selection().apply(before);
        if (!selection.equals(before)) {
            ArgumentCheck check = new ArgumentCheck(settings);
            arguments.selection(check, selection);
            check.done();
            row.condition = selection.condition();
            row.fallback = selection.fallback();
        }
        RouteContent was = RouteContent.read(row.content);
        RouteContent content = patch.content().apply(was);
        if (!content.equals(was)) {
            ArgumentCheck check = new ArgumentCheck(settings);
            arguments.content(check, content);
            check.done();
            row.content = content.written();
        }
    }

    private void configure(EntityManager entities, RouteRow row, RoutePatch patch) {
        ArgumentCheck check = new ArgumentCheck(settings);
        patch.kind().filter(kind -> !kind.equals(row.kind)).ifPresent(kind -> {
            check.add(
                    kinds.of(kind).configurationName(),
                    "constraint",
                    "a route keeps its kind (expected: " + kinds.of(row.kind).configurationName() + ")");
            check.done();
        });
        DeliveryPolicy delivery = patch.delivery().apply(DeliveryPolicyJson.read(row.delivery));
        arguments.delivery(check, delivery);
        RouteConfiguration before = mapper.configuration(row);
        RouteConfiguration configuration = kinds.of(row.kind).changed(before, patch.configuration());
        if (!patch.configuration().isEmpty()) {
            arguments.configuration(check, configuration);
        }
        check.done();
        row.delivery = DeliveryPolicyJson.of(heir(entities, row.hubId, row.id, delivery))
                .toString();
        if (!configuration.equals(before)) { // else secrets would be sealed anew, which looks like others
            destinations.claim(entities, row.hubId, configuration, clock.millis());
            mapper.configure(row, configuration);
        }
    }

    /** Which route gets what is dead: another one of the hub, which may be named as well. */
    private static DeliveryPolicy heir(EntityManager entities, String hubId, String routeId, DeliveryPolicy policy) {
        if (policy.onDead().isEmpty()) {
            return policy;
        }
        return entities.createQuery(
                        "select r.id from RouteRow r where r.hubId = :hubId and r.id <> :id"
                                + " and (r.id = :heir or r.name = :heir)",
                        String.class)
                .setParameter("hubId", hubId)
                .setParameter("id", routeId)
                .setParameter("heir", policy.onDead())
                .getResultStream()
                .findFirst()
                .map(policy::withOnDead)
                .orElseThrow(() -> ProblemException.invalid(
                        "delivery.on_dead",
                        "constraint",
                        Problem.shown(policy.onDead())
                                + " (expected: the id or the name of another route of the hub)"));
    }

    /** A paused route collects, and delivers nothing. */
    public Route pause(String region, String routeId, boolean paused) {
        return registry.change("route", routeId, entities -> {
            RouteRow row = find(entities, region, routeId);
            if (row.paused != paused) {
                row.paused = paused;
                row.updatedAt = clock.millis();
                events.fire(new RegistryChange.RoutesChanged(row.hubId));
            }
            return mapper.route(row);
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
        return HubFinder.thing(entities, RouteRow.class, "route", region, routeId);
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
}
