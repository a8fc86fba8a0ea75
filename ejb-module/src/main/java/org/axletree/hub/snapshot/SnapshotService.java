package org.axletree.hub.snapshot;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.axletree.core.home.SnapshotPart;
import org.axletree.hub.delivery.RouteDeliveries;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.database.RegistryCopy;
import org.axletree.hub.settings.HubSettings;

/**
 * Takes snapshots, one at a time. Each part is copied as a killed process would leave it, in an order in which nothing that was
 * acknowledged can slip between two of them: what leaves one part for another leaves it after it was copied. For the operator only,
 * who could read the state directory as well: a snapshot holds the keys of everything.
 */
@ApplicationScoped
public class SnapshotService {
    /** A snapshot that nobody read from for so long has been forgotten by whoever took it. */
    public static final Duration KEPT_UNREAD = Duration.ofMinutes(15);

    private static final Logger LOG = Logger.getLogger(SnapshotService.class.getName());
    private static final String DIRECTORY = "snapshots";

    /** What is small and written as a whole. */
    private static final List<String> SMALL =
            List.of("master.key", "admin-password", "admin-token", "jms-password", "tls");

    private HubSettings settings;
    private RouteDeliveries deliveries;
    private RegistryCopy registry;
    private final Clock clock = Clock.systemUTC();

    /** Whoever takes one holds it; others are told at once. */
    private boolean taking;

    private Optional<Snapshot> kept = Optional.empty();
    private Instant readAt = Instant.EPOCH;

    /** For the container. */
    protected SnapshotService() {}

    @Inject
    public SnapshotService(HubSettings settings, RouteDeliveries deliveries, RegistryCopy registry) {
        this.settings = settings;
        this.deliveries = deliveries;
        this.registry = registry;
    }

    /** What a killed process left takes room. */
    void startsWith(@Observes @Initialized(ApplicationScoped.class) Object application) {
        discard(home());
    }

    /**
     * Takes one.
     *
     * @throws ProblemException with {@link Problem.TransientState} if there is one that somebody takes or reads
     */
    public Snapshot take() {
        requireOperator();
        begin();
        String id = UUID.randomUUID().toString();
        Path directory = home().resolve(id);
        try {
            settings.stateDirectory().directory(DIRECTORY + "/" + id);
            Snapshot snapshot = take(id, directory);
            LOG.info(() -> "A snapshot of the state was taken by "
                    + Caller.current().name() + " from " + Caller.current().sourceAddress());
            end(Optional.of(snapshot));
            return snapshot;
        } catch (IOException failure) {
            discard(directory);
            throw new ProblemException(new Problem.Unavailable("no snapshot could be taken: " + failure.getMessage()));
        } catch (UncheckedIOException | IllegalStateException failure) {
            discard(directory);
            throw failure;
        } finally {
            end(kept());
        }
    }

    private synchronized void begin() {
        if (taking) {
            throw new ProblemException(
                    new Problem.TransientState("snapshot", "", "being taken (expected: one at a time)"));
        }
        if (kept.isPresent() && readAt.plus(KEPT_UNREAD).isAfter(clock.instant())) {
            throw new ProblemException(new Problem.TransientState(
                    "snapshot",
                    kept.get().id(),
                    "being read (expected: that it is deleted first; one that nobody reads is let go of after "
                            + KEPT_UNREAD.toMinutes() + " minutes)"));
        }
        taking = true;
        kept = Optional.empty();
        discard(home());
    }

    private synchronized void end(Optional<Snapshot> result) {
        kept = result;
        readAt = clock.instant();
        taking = false;
    }

    private Snapshot take(String id, Path directory) throws IOException {
        Instant mark = clock.instant();
        List<String> leftOut = new ArrayList<>();
        // Messages leave the log for the broker's queues, never the other way: the log comes first.
        deliveries.log().copyTo(directory.resolve(relative(settings.routeLogDirectory())));
        for (SnapshotPart part : parts()) {
            Path copy = directory.resolve(relative(Path.of(part.directory())));
            Files.createDirectories(copy.getParent());
            part.copyTo(copy.toString());
        }
        if (settings.jmsUrl().isPresent()) {
            leftOut.add("the queues of the JMS broker of AXLETREE_JMS_URL");
        }
        for (String each : SMALL) {
            SnapshotDirectory.copy(settings.stateDirectory().file(each), directory.resolve(each));
        }
        if (Files.notExists(directory.resolve("master.key"))) {
            leftOut.add("the master key, which AXLETREE_MASTER_KEY gives");
        }
        // Last, so that what was revoked meanwhile is revoked in the copy.
        Map<String, Long> counts = new TreeMap<>(registry.counts());
        registry.copyTo(directory);
        counts.entrySet().retainAll(registry.counts().entrySet());
        return new Snapshot(id, mark, clock.instant(), SnapshotDirectory.files(directory), leftOut, counts);
    }

    private static List<SnapshotPart> parts() {
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            List<SnapshotPart> parts = new ArrayList<>();
            for (ObjectName name : new TreeSet<>(server.queryNames(new ObjectName(SnapshotPart.TYPE + "*"), null))) {
                parts.add(JMX.newMBeanProxy(server, name, SnapshotPart.class));
            }
            return parts;
        } catch (MalformedObjectNameException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String relative(Path part) {
        return settings.stateDirectory()
                .path()
                .relativize(part.toAbsolutePath())
                .toString();
    }

    private Path home() {
        return settings.stateDirectory().file(DIRECTORY);
    }

    private static void discard(Path directory) {
        try {
            SnapshotDirectory.delete(directory);
        } catch (IOException stays) {
            LOG.log(Level.WARNING, "A snapshot that is not needed any more could not be deleted", stays);
        }
    }

    /** The one there is. */
    public synchronized Snapshot get(String id) {
        requireOperator();
        Snapshot snapshot =
                kept.filter(each -> each.id().equals(id)).orElseThrow(() -> ProblemException.notFound("snapshot", id));
        readAt = clock.instant();
        return snapshot;
    }

    /** A file of it, to be read. */
    public Path file(String id, String name) {
        return get(id).files().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .map(each -> home().resolve(id).resolve(each.name()))
                .orElseThrow(() -> ProblemException.notFound("file", Problem.shown(name)));
    }

    /** Lets go of it. */
    public synchronized void delete(String id) {
        get(id);
        kept = Optional.empty();
        discard(home());
    }

    /** Lets go of one that has been forgotten. */
    public synchronized void forget() {
        if (!taking && kept.isPresent() && !readAt.plus(KEPT_UNREAD).isAfter(clock.instant())) {
            kept = Optional.empty();
            discard(home());
        }
    }

    private synchronized Optional<Snapshot> kept() {
        return kept;
    }

    /** A token that was given out can be taken back; what it had read of keys could not. */
    private static void requireOperator() {
        Caller caller = Caller.current();
        if (!caller.isOwnToken() && caller.kind() != Caller.Kind.HUB) {
            throw new ProblemException(new Problem.PermissionsDenied("snapshot", "read"));
        }
    }
}
