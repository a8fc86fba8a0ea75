package org.axletree.mqtt.adapter;

import io.netty.channel.EventLoop;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.WorkManager;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.axletree.core.door.Delivered;
import org.axletree.core.door.DoorSettings;
import org.axletree.core.door.DoorStatus;
import org.axletree.core.door.Telling;
import org.axletree.core.message.Message;
import org.axletree.core.outcome.Reason;
import org.axletree.core.time.SteadyClock;
import org.axletree.door.lane.Endpoints;
import org.axletree.door.lane.Lanes;
import org.axletree.door.line.RecentChanges;
import org.axletree.door.pressure.Allowances;
import org.axletree.door.pressure.ConnectRates;
import org.axletree.door.pressure.MemoryWatermark;
import org.axletree.door.pressure.Watermark;
import org.axletree.mqtt.connection.DoorContext;
import org.axletree.mqtt.fanout.Fanout;
import org.axletree.mqtt.fanout.HubTopics;
import org.axletree.mqtt.listener.DeviceListeners;
import org.axletree.mqtt.listener.DoorTls;
import org.axletree.mqtt.listener.EventLoops;
import org.axletree.mqtt.loop.DeliveredCounts;
import org.axletree.mqtt.loop.DoorCounters;
import org.axletree.mqtt.loop.Loop;
import org.axletree.mqtt.loop.LoopServices;
import org.axletree.mqtt.retained.RetainedMessages;
import org.axletree.mqtt.session.DeviceTellings;
import org.axletree.mqtt.session.HubConnections;
import org.axletree.mqtt.session.SessionRecovery;
import org.axletree.mqtt.session.SessionStates;
import org.axletree.mqtt.session.Sessions;
import org.axletree.mqtt.session.attachment.Connection;
import org.axletree.mqtt.store.Engine;
import org.axletree.mqtt.store.GroupCommit;
import org.axletree.mqtt.store.Journal;
import org.axletree.mqtt.store.Store;
import org.axletree.mqtt.sys.SysReports;

/** All that lives while the door is open, and the order in which it begins and ends. */
final class OpenDoor {
    private static final Logger LOG = Logger.getLogger(OpenDoor.class.getName());
    private static final long DRAIN_WITHIN = TimeUnit.SECONDS.toNanos(4);
    private static final long END_WITHIN = TimeUnit.SECONDS.toNanos(2);

    private final Endpoints endpoints;
    private final EventLoops eventLoops = new EventLoops();
    private final DoorWorkers workers = new DoorWorkers();
    private final Lanes lanes;
    private final HubTopics topics = new HubTopics();
    private final Store store;
    private final GroupCommit groupCommit;
    private final Sessions sessions;
    private final RetainedMessages retained;
    private final RecentChanges changes = new RecentChanges();
    private final DoorCounters counters = new DoorCounters();
    private final LongAdder transitHolds = new LongAdder();
    private final Loops loops = new Loops();
    private final HubPublisher publisher;
    private final DeviceTellings tellings;
    private final SessionStates states;
    private final RetainedShelf shelf;
    private final DoorTls tls;
    private final DeviceListeners listeners;
    private final DeliveredCounts delivered;

    /**
     * Brings everything up but the listeners. Blocks until the application has started.
     *
     * @param engine what sessions are kept in; closed with the door
     * @param clock by which they expire
     */
    OpenDoor(MessageEndpointFactory factory, WorkManager works, DoorSettings settings, Engine engine, SteadyClock clock)
            throws ResourceException, IOException, InterruptedException {
        store = new Store(engine, clock);
        groupCommit = new GroupCommit(store);
        endpoints = new Endpoints(factory, settings.opensWithin());
        List<EventLoop> all = eventLoops.all();
        lanes = new Lanes(workers.lanes(), all.get(0));
        Allowances allowances = new Allowances(
                settings.limits().maxStorageBytesPerHub(), new MemoryWatermark(EventLoops::buffersInUse));
        sessions = new Sessions(topics, store, allowances, settings.limits());
        tellings = new DeviceTellings(sessions, workers.inquiries(), clock);
        states = new SessionStates(sessions);
        retained = new RetainedMessages(allowances, settings.limits().maxRetainedPerHub(), clock);
        shelf = new RetainedShelf(retained, loops.all(), clock);
        try {
            tls = new DoorTls(
                    settings.serverIdentity(),
                    workers.handshakes(),
                    settings.tls(),
                    settings.limits().maxConnections());
            List<Watermark> inTransit = all.stream()
                    .map(loop -> Fanout.newTransitWatermark(transitHolds))
                    .toList();
            LoopServices shared = new LoopServices(lanes, workers.inquiries(), counters, store, retained);
            for (int i = 0; i < all.size(); i++) {
                Journal journal = new Journal(store, all.get(i));
                Fanout fanout = new Fanout(topics, i, all, inTransit, store, journal, allowances, retained);
                loops.add(new Loop(all.get(i), i, endpoints.openForLoop(), shared, fanout, journal));
            }
            SessionRecovery recovery = new SessionRecovery(
                    sessions, loops.all(), retained::survived, hubId -> deleteHub(hubId, Long.MAX_VALUE));
            store.read(recovery);
            groupCommit.start(works);
            publisher = new HubPublisher(loops.all(), counters);
            workers.start(endpoints, works);
            recovery.finish(workers.admission());
            loops.all().get(0).watch(now -> allowances.memory().check());
            loops.start();
            delivered = new DeliveredCounts(loops.all());
            delivered.start();
            new SysReports(loops.all(), sessions, topics, retained, allowances, version()).start();
            listeners = new DeviceListeners(
                    eventLoops,
                    loops.all(),
                    new DoorContext(
                            workers.admission(),
                            sessions,
                            changes,
                            topics,
                            new AtomicLong(),
                            new ConnectRates(settings.limits().maxConnectsPerSecond(), System.nanoTime()),
                            settings.limits()),
                    counters.connections);
        } catch (ResourceException | IOException | InterruptedException | RuntimeException e) {
            end();
            throw e;
        }
    }

    private static String version() {
        return Optional.ofNullable(OpenDoor.class.getPackage().getImplementationVersion())
                .map(number -> "axletree version " + number)
                .orElse("axletree");
    }

    void listen(DoorSettings settings) throws IOException, InterruptedException {
        listeners.open(settings, tls);
    }

    DoorTls tls() {
        return tls;
    }

    /** Sessions as people look at them. */
    SessionStates states() {
        return states;
    }

    /** Retained messages as people look at them. */
    RetainedShelf retained() {
        return shelf;
    }

    Sessions sessions() {
        return sessions;
    }

    /** The hub is gone: ends its sessions that began before the revision, and forgets what it retained and what was counted. */
    void deleteHub(String hubId, long revision) {
        sessions.closeHub(hubId, Reason.HUB_DELETED, revision);
        loops.forget(hubId);
        sessions.forgetHub(hubId);
    }

    RecentChanges changes() {
        return changes;
    }

    /** Waits until every event loop has done what it was told before, but not long. */
    void settle() {
        loops.settle();
    }

    boolean publish(String hubId, Message message) {
        return publisher.say(hubId, message);
    }

    CompletionStage<Telling> tell(String hubId, String deviceId, Message message) {
        return tellings.tell(hubId, deviceId, message);
    }

    Map<String, Integer> connections() {
        HubConnections connections = sessions.connections();
        return connections.hubs().stream().collect(Collectors.toMap(hubId -> hubId, connections::now));
    }

    Map<String, Delivered> delivered() {
        return delivered.byHub();
    }

    DoorStatus status() {
        return new DoorStatus(
                DoorStatus.State.OPEN,
                store.problem(),
                loops.areResponsive(),
                new DoorStatus.Occupancy(counters.connections.get(), sessions.count()),
                new DoorStatus.Backlog(lanes.messages(), lanes.bytes(), lanes.saturated()),
                new DoorStatus.Traffic(counters.received.sum(), counters.sent.sum()),
                new DoorStatus.Holds(
                        lanes.holds(), transitHolds.sum(), store.waiting().holds(), counters.backlogs.sum()),
                listeners.open());
    }

    /** Listeners, lanes, sessions, endpoints, event loops: in this order, within about eight seconds at the worst. */
    void close() {
        try {
            listeners.close();
            loops.onEachConnection(Connection::stopReading);
            // Once more round every loop, so that what was just read is in its lane.
            loops.onEach(loop -> {});
            if (!drain()) {
                LOG.warning(() -> lanes.messages() + " messages were not taken by the queues of their routes, and "
                        + workers.inquiries().requests()
                        + " requests not answered by the hub in time; they stay unacknowledged");
            }
            loops.onEachConnection(connection -> connection.close(Reason.SHUTTING_DOWN));
            // The wills that this brought.
            loops.onEach(loop -> {});
            drain();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    /** Waits until what devices said is where it should be. Answers whether it was in time. */
    private boolean drain() throws InterruptedException {
        long deadline = System.nanoTime() + DRAIN_WITHIN;
        return lanes.drain(deadline) & workers.inquiries().drain(deadline);
    }

    private void end() {
        try {
            long deadline = System.nanoTime() + END_WITHIN;
            tellings.close();
            boolean ended = workers.stop(deadline);
            eventLoops.stop();
            groupCommit.close(TimeUnit.NANOSECONDS.toMillis(END_WITHIN));
            if (ended) {
                lanes.abandon();
                sessions.abandon();
            } else {
                LOG.severe("Threads of the MQTT door are still busy in the hub and were left behind");
            }
        } catch (IOException e) {
            LOG.log(Level.SEVERE, "The store of sessions could not be closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.log(Level.WARNING, "The MQTT door was interrupted while it closed", e);
        } finally {
            endpoints.release();
        }
    }
}
