package org.axletree.hub.delivery;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.axletree.core.door.Durability;
import org.axletree.core.door.RoutedPublication;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.outcome.Enqueueing;
import org.axletree.core.route.RouteSet;
import org.axletree.hub.delivery.log.BacklogBound;
import org.axletree.hub.delivery.log.BacklogSize;
import org.axletree.hub.delivery.log.LogBounds;
import org.axletree.hub.delivery.log.RouteCursor;
import org.axletree.hub.delivery.log.RouteLog;
import org.axletree.hub.delivery.target.RouteTarget;
import org.axletree.hub.delivery.target.Targets;
import org.axletree.hub.registry.route.DeliveryPolicy;
import org.axletree.hub.registry.route.Route;
import org.axletree.hub.registry.route.RouteDestination;
import org.axletree.hub.registry.route.RouteDirectory;
import org.axletree.hub.settings.HubSettings;

/** The route log of this server, and those who follow it for each route. */
@ApplicationScoped
public class RouteDeliveries {
    private static final Logger LOG = Logger.getLogger(RouteDeliveries.class.getName());
    private static final int SHARE_OF_MEMORY = 16;
    private static final long DROP_AGAIN_MILLIS = 50;
    private static final long MEGABYTE = 1024L * 1024;

    @Resource
    private ManagedThreadFactory managedThreads;

    private HubSettings settings;
    private RouteDirectory directory;
    private Targets targets;
    private RouteContents contents;
    private DeliveryListener listener;

    private RouteLog log;
    private Inheritance inheritance;
    private DeliveryThreads threads;
    /** By what routes lead to. */
    private final Map<String, Follower> followers = new ConcurrentHashMap<>();

    /** Of what routes bring in, by their ids. */
    private final SourceStates sources;

    private boolean listens;

    private final Map<String, List<Route>> routesByHub = new HashMap<>();
    private final Map<String, Follower> followerOf = new ConcurrentHashMap<>();

    /** For the container's proxy. */
    protected RouteDeliveries() {
        this.sources = new SourceStates(null);
    }

    @Inject
    RouteDeliveries(
            HubSettings settings,
            RouteDirectory directory,
            Targets targets,
            RouteContents contents,
            RouteReports listener) {
        this(settings, directory, targets, contents, (DeliveryListener) listener);
    }

    RouteDeliveries(
            HubSettings settings,
            RouteDirectory directory,
            Targets targets,
            RouteContents contents,
            DeliveryListener listener) {
        this.settings = settings;
        this.directory = directory;
        this.targets = targets;
        this.contents = contents;
        this.listener = listener;
        this.sources = new SourceStates(listener);
    }

    /**
     * Opens the log and begins to deliver what is in it.
     *
     * @throws UncheckedIOException if the log cannot be opened; its message says why
     */
    public void start() {
        start(settings.routeLogDirectory(), settings.durability(), threadFactory());
    }

    /** The container's threads, unless a test has others. */
    ThreadFactory threadFactory() {
        return managedThreads;
    }

    private synchronized void start(Path home, Durability durability, ThreadFactory factory) {
        try {
            log = RouteLog.open(home, durability, bounds());
            inheritance = new Inheritance(log.deadLetters());
            threads = new DeliveryThreads(settings.limit(HubLimit.ROUTE_THREADS), factory);
            directory.routesByHub().forEach((hub, routes) -> routesByHub.put(hub, heldBack(routes)));
            targets.all().forEach(this::tell);
            arrange(Set.of());
            log.retain(knownRoutes());
        } catch (IOException e) {
            throw new UncheckedIOException("route log: " + e.getMessage(), e);
        }
    }

    /** As they are, or all of them paused where nothing may leave this server. */
    private List<Route> heldBack(List<Route> routes) {
        return settings.areRoutesOnHold() ? routes.stream().map(Route::onHold).toList() : routes;
    }

    /** Routes that bring messages in do so from now on: somebody is there to hear them. */
    public synchronized void listen() {
        listens = !settings.areRoutesOnHold();
        sources.know(routes());
        targets.all().forEach(this::tell);
    }

    private LogBounds bounds() {
        return new LogBounds(
                settings.limit(HubLimit.ROUTE_LOG_MEGABYTES) * MEGABYTE,
                settings.limit(HubLimit.ROUTE_LOG_MEGABYTES_PER_HUB) * MEGABYTE,
                Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY,
                settings.limit(HubLimit.DEAD_LETTERS_PER_ROUTE),
                settings.limit(HubLimit.DEAD_LETTER_BYTES_PER_ROUTE));
    }

    /** The routes of a hub are others now. */
    public synchronized void reload(String hubId) {
        List<Route> before = routesByHub.getOrDefault(hubId, List.of());
        List<Route> now = heldBack(directory.routesOf(hubId));
        if (now.isEmpty()) {
            routesByHub.remove(hubId);
        } else {
            routesByHub.put(hubId, now);
        }
        sources.know(routes());
        Stream.of(before, now)
                .flatMap(List::stream)
                .map(Route::kind)
                .distinct()
                .forEach(kind -> tell(targets.of(kind)));
        Set<String> changed = new HashSet<>();
        before.forEach(route -> changed.add(keyOf(route)));
        arrange(changed);
        Set<String> left = knownRoutes();
        before.stream().map(Route::id).filter(id -> !left.contains(id)).forEach(id -> drop(hubId, id));
    }

    private void tell(RouteTarget target) {
        try {
            target.arrange(
                    routes().stream()
                            .filter(route -> route.kind().equals(target.kind()))
                            .toList(),
                    listens ? Optional.of(sources) : Optional.empty());
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, failure, () -> "Routes of the kind " + target.kind() + " could not be arranged");
        }
    }

    private Set<String> knownRoutes() {
        Set<String> known = new HashSet<>();
        routesByHub.values().forEach(routes -> routes.forEach(route -> known.add(route.id())));
        return known;
    }

    private static String keyOf(Route route) {
        return route.hubId() + " "
                + route.destination().map(RouteDestination::name).orElse(route.id());
    }

    /** Has every route followed as it is now, with those that lead to the same. */
    private void arrange(Set<String> formerKeys) {
        Map<String, List<Route>> groups = new LinkedHashMap<>();
        formerKeys.forEach(key -> groups.put(key, new ArrayList<>()));
        routesByHub
                .values()
                .forEach(
                        routes -> routes.forEach(route -> groups.computeIfAbsent(keyOf(route), key -> new ArrayList<>())
                                .add(route)));
        groups.forEach((key, routes) -> {
            Follower follower = followers.get(key);
            if (routes.isEmpty()) {
                if (follower != null) {
                    followers.remove(key);
                    follower.follow(List.of());
                }
            } else if (follower == null || !routes.equals(routesOf(follower))) {
                follow(key, routes);
            }
        });
    }

    private static List<Route> routesOf(Follower follower) {
        return follower.wanted().stream().map(Member::route).toList();
    }

    private void follow(String key, List<Route> routes) {
        Follower follower = followers.computeIfAbsent(
                key, unknown -> new Follower(targets.of(routes.get(0).kind())::open, threads, listener, this::dead));
        List<Member> members = new ArrayList<>();
        for (Route route : routes) {
            RouteCursor cursor = log.cursor(route.hubId(), route.id());
            DeliveryPolicy policy = route.delivery();
            boolean holds = policy.whenFull() == DeliveryPolicy.WhenFull.HOLD;
            long bytes = policy.backlogBytes() == 0 ? Long.MAX_VALUE : policy.backlogBytes();
            cursor.follow(new BacklogBound(policy.backlogMessages(), bytes, holds), follower::wake);
            members.add(new Member(route, cursor, contents.of(route)));
            followerOf.put(route.id(), follower);
        }
        follower.follow(members);
    }

    /** A route has dead letters more. Asked by whoever delivers: what it takes to hand them over is done elsewhere. */
    private void dead(Route route) {
        if (!route.delivery().onDead().isEmpty()) {
            threads.of(false).execute(() -> inheritance.handOver(route, followerOf::containsKey));
        }
    }

    /** Lets go of what waits for a route that is no more, as soon as nobody follows it. */
    private void drop(String hubId, String routeId) {
        followerOf.remove(routeId);
        RouteCursor cursor = log.cursor(hubId, routeId);
        threads.of(false).execute(() -> {
            if (!cursor.own(this)) {
                threads.later(DROP_AGAIN_MILLIS, () -> drop(hubId, routeId));
                return;
            }
            try {
                log.drop(routeId);
            } catch (IOException unwritable) {
                LOG.log(Level.WARNING, "What waited for a route that is deleted cannot be let go of now", unwritable);
            }
        });
    }

    /**
     * Commits messages for their routes. When it returns {@link Enqueueing.Enqueued} or {@link Enqueueing.Held}, a crash cannot
     * lose them any more.
     *
     * @param batch messages in the order they came; none where no route takes them
     */
    public Enqueueing append(List<RoutedPublication> batch) {
        return counted(batch, batch.isEmpty() ? Enqueueing.ENQUEUED : log.append(batch));
    }

    /** The same for who cannot be held: where a route has as much as may wait, nothing is committed. */
    public Enqueueing offer(List<RoutedPublication> batch) {
        return counted(batch, batch.isEmpty() ? Enqueueing.ENQUEUED : log.offer(batch));
    }

    private Enqueueing counted(List<RoutedPublication> batch, Enqueueing answer) {
        if (!(answer instanceof Enqueueing.Postponed)) {
            listener.committed(batch);
        }
        return answer;
    }

    /** Whether more waits for one of these routes than may. */
    public boolean areOverfull(RouteSet routes) {
        return log.areOverfull(routes);
    }

    /** What keeps the log from being written; empty if nothing does. */
    public String problem() {
        return log.problem();
    }

    /** How much of a route was not delivered. */
    public BacklogSize backlogOf(String routeId) {
        return log.sizeOf(routeId).orElse(BacklogSize.EMPTY);
    }

    /** How a route is. */
    public RouteStatus statusOf(Route route) {
        Follower follower = followerOf.get(route.id());
        Optional<FailureState> failure = sources.failureOf(route.id())
                .or(() -> Optional.ofNullable(follower).map(Follower::failure));
        RouteStatus.State state = route.paused()
                ? RouteStatus.State.PAUSED
                : failure.filter(FailureState::fails)
                        .map(fails -> RouteStatus.State.FAILING)
                        .orElse(RouteStatus.State.RUNNING);
        return new RouteStatus(state, log.deadLetters().messagesOf(route.id()), failure.flatMap(FailureState::last));
    }

    /**
     * Lets go of dead letters that are older than they may be.
     *
     * @throws UncheckedIOException if the log cannot be written now
     */
    public void forgetDeadLetters(Instant now) {
        Instant oldest = now.minus(Duration.ofDays(settings.limit(HubLimit.DEAD_LETTER_DAYS)));
        try {
            log.deadLetters().deleteBefore(oldest.toEpochMilli());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** What died on its way to the targets of routes. */
    public RouteLog log() {
        return log;
    }

    /** Every route that there is. */
    synchronized List<Route> routes() {
        return routesByHub.values().stream().flatMap(List::stream).toList();
    }

    @PreDestroy
    void stop() {
        if (threads != null) {
            threads.close();
        }
        if (log != null) {
            try {
                log.close();
            } catch (IOException unwritable) {
                LOG.log(Level.WARNING, "The route log could not be closed in order", unwritable);
            }
        }
    }
}
