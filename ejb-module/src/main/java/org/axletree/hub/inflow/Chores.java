package org.axletree.hub.inflow;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.door.DeviceLine;
import org.axletree.core.door.DeviceLineFactory;
import org.axletree.core.door.ServerIdentity;
import org.axletree.hub.authority.ServerAuthority;
import org.axletree.hub.delivery.QueueWatch;
import org.axletree.hub.dispatch.RouteTables;
import org.axletree.hub.history.Presence;
import org.axletree.hub.registry.device.DeviceDirectory;
import org.axletree.hub.registry.hub.HubDirectory;
import org.axletree.hub.registry.journal.EventJournal;
import org.axletree.hub.registry.metrics.MetricsLedger;
import org.axletree.hub.telemetry.Gauges;
import org.axletree.hub.telemetry.Pulse;

/**
 * What is to be done from time to time: feel the pulse, write down who was active, look into queues, renew the server's
 * certificate.
 */
@Singleton
@DependsOn("HubStartup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class Chores {
    private static final Logger LOG = Logger.getLogger(Chores.class.getName());

    /** Devices in one transaction: short enough not to hold up others. */
    private static final int ACTIVITY_BATCH = 1_000;

    @Resource(lookup = "java:app/axletree/DeviceLineFactory")
    private DeviceLineFactory door;

    @Inject
    private Pulse pulse;

    @Inject
    private Presence presence;

    @Inject
    private DeviceDirectory devices;

    @Inject
    private EventJournal journal;

    @Inject
    private MetricsLedger metrics;

    @Inject
    private ServerAuthority serverAuthority;

    @Inject
    private QueueWatch queues;

    @Inject
    private RouteTables routes;

    @Inject
    private HubDirectory hubs;

    @Inject
    private Gauges gauges;

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void feelPulse() {
        pulse.feel();
    }

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    void writeActivity() {
        try {
            writeActivityInBatches();
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "The activity of devices could not be written", failure);
        }
    }

    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    void writeEvents() {
        try {
            journal.write();
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "The events of hubs could not be written", failure);
        }
    }

    @Schedule(hour = "*", minute = "*", second = "*/20", persistent = false)
    void writeMetrics() {
        try {
            metrics.write();
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "The metrics of devices could not be written", failure);
        }
    }

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void lookIntoQueues() {
        try {
            queues.look(routes.targetsByHub());
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "The queues of the routes could not be looked at", failure);
        }
    }

    @Schedule(hour = "*", minute = "*", second = "*/15", persistent = false)
    void lookAtAuthorities() {
        try {
            gauges.authorityEnds(hubs.authorityEnds());
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "The authorities of the hubs could not be looked at", failure);
        }
    }

    @Schedule(hour = "*", minute = "*", second = "*/30", persistent = false)
    void renewCertificate() {
        try {
            serverAuthority.renewIfDue().ifPresent(this::show);
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "The server's certificate could not be renewed", failure);
        }
    }

    /** The last activity, events and metrics are not lost when the hub stops. */
    @PreDestroy
    void end() {
        writeActivity();
        writeEvents();
        writeMetrics();
    }

    private void writeActivityInBatches() {
        Map<String, Instant> batch = new HashMap<>();
        for (Map.Entry<String, Instant> activity : presence.takeActivity().entrySet()) {
            batch.put(activity.getKey(), activity.getValue());
            if (batch.size() == ACTIVITY_BATCH) {
                devices.seen(batch);
                batch = new HashMap<>();
            }
        }
        devices.seen(batch);
    }

    private void show(ServerIdentity identity) {
        try (DeviceLine line = door.line()) {
            line.renew(identity);
        }
        LOG.info(() -> "The server shows a new certificate, valid until " + serverAuthority.validUntil());
    }
}
