package org.axletree.coap.adapter;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.WorkManager;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.coap.endpoint.CoapEndpoints;
import org.axletree.coap.endpoint.ProtocolExecutor;
import org.axletree.coap.object.ObjectCodecs;
import org.axletree.coap.session.Bootstrap;
import org.axletree.coap.session.DoorServices;
import org.axletree.coap.session.FirmwareDownloads;
import org.axletree.coap.session.Intake;
import org.axletree.coap.session.Notifications;
import org.axletree.coap.session.ObjectOperations;
import org.axletree.coap.session.Outgoing;
import org.axletree.coap.session.Registrar;
import org.axletree.coap.session.Requests;
import org.axletree.coap.session.SessionEnds;
import org.axletree.coap.session.Sessions;
import org.axletree.coap.store.RegistrationStore;
import org.axletree.core.door.Admission;
import org.axletree.core.door.DoorSettings;
import org.axletree.core.door.DoorStatus;
import org.axletree.core.door.ObjectModels;
import org.axletree.core.door.ServerIdentity;
import org.axletree.core.time.SteadyClock;
import org.axletree.door.lane.Endpoints;
import org.axletree.door.lane.InflowWorkers;
import org.axletree.door.line.RecentChanges;
import org.axletree.door.pressure.ConnectRates;

/** All that lives while the door is open, and the order in which it begins and ends. */
final class OpenDoor {
    private static final Logger LOG = Logger.getLogger(OpenDoor.class.getName());
    private static final int ADMISSION_WORKERS = 2;
    private static final int WAITING_ADMISSIONS = 20_000;
    private static final int WAITING_REPORTS = 20_000;
    private static final long SWEEP_MILLIS = 1_000;
    private static final long END_WITHIN = TimeUnit.SECONDS.toNanos(2);
    /** Above all numbers that other doors give their connections. */
    private static final long FIRST_CONNECTION = 1L << 48;

    private final Endpoints endpoints;
    private final InflowWorkers admission = new InflowWorkers("CoAP admission", ADMISSION_WORKERS, WAITING_ADMISSIONS);
    /** One: so that what a device says keeps its order. */
    private final InflowWorkers uplink = new InflowWorkers("CoAP uplink", 1, WAITING_REPORTS);

    private final ProtocolExecutor timer = new ProtocolExecutor();
    private final DoorServices services;
    private final SessionEnds ends;
    private final Outgoing outgoing;
    private final Registrar registrar;
    private final Intake intake;
    private final ObjectOperations operations;
    private final Bootstrap bootstrap;

    /** Brings everything up but the listeners. Blocks until the application has started. */
    OpenDoor(MessageEndpointFactory factory, WorkManager works, DoorSettings settings)
            throws ResourceException, IOException, InterruptedException {
        endpoints = new Endpoints(factory, settings.opensWithin());
        RegistrationStore store = new RegistrationStore(settings.storage(), timer);
        CoapEndpoints ways = new CoapEndpoints(settings.limits(), settings.serverIdentity(), admission, timer);
        services = new DoorServices(
                new Sessions(),
                store,
                ways,
                admission,
                uplink,
                timer,
                new SteadyClock(),
                new RecentChanges(),
                new ConnectRates(settings.limits().maxConnectsPerSecond(), System.nanoTime()),
                settings.limits(),
                new AtomicLong(FIRST_CONNECTION),
                new LongAdder(),
                new LongAdder(),
                new ObjectCodecs());
        ends = new SessionEnds(services);
        outgoing = new Outgoing(services);
        registrar = new Registrar(services, ends, outgoing);
        intake = new Intake(services, registrar, outgoing);
        operations = new ObjectOperations(services, outgoing);
        bootstrap = new Bootstrap(services, outgoing, settings.host());
        try {
            admission.start(endpoints, works);
            uplink.start(endpoints, works);
            store.read().forEach(registrar::restore);
        } catch (ResourceException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    void listen(DoorSettings settings) throws IOException {
        Requests requests = new Requests(registrar, intake, bootstrap, new FirmwareDownloads(services));
        services.endpoints().open(settings, requests, new Notifications(services, intake));
        timer.scheduleWithFixedDelay(
                () -> timer.execute(this::sweep), SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        try {
            ends.sweep();
            ends.count();
            registrar.admitRestored();
            services.endpoints().sweep(System.nanoTime());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Registrations could not be looked through", e);
        }
    }

    SessionEnds ends() {
        return ends;
    }

    Outgoing outgoing() {
        return outgoing;
    }

    ObjectOperations operations() {
        return operations;
    }

    void renew(ServerIdentity identity) {
        services.endpoints().renew(identity);
    }

    void describe(ObjectModels models) {
        services.codecs().describe(models);
    }

    void refresh(Admission.Admitted admitted) {
        registrar.refresh(admitted);
    }

    Map<String, Integer> connections() {
        return services.sessions().countByHub();
    }

    DoorStatus status() {
        int registered = services.sessions().count();
        return new DoorStatus(
                DoorStatus.State.OPEN,
                services.store().problem(),
                true,
                new DoorStatus.Occupancy(registered, registered),
                new DoorStatus.Backlog(0, 0, 0),
                new DoorStatus.Traffic(
                        services.received().sum(), services.sent().sum()),
                DoorStatus.Holds.NONE,
                services.endpoints().listeners());
    }

    /** Listeners, workers, endpoints, store: in this order. Registrations stay. */
    void close() {
        try {
            services.endpoints().close();
            long deadline = System.nanoTime() + END_WITHIN;
            boolean ended = admission.stop(deadline) & uplink.stop(deadline);
            if (!ended) {
                LOG.severe("Threads of the CoAP door are still busy in the hub and were left behind");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.log(Level.WARNING, "The CoAP door was interrupted while it closed", e);
        } finally {
            timer.shutdownNow();
            services.store().close();
            endpoints.release();
        }
    }
}
