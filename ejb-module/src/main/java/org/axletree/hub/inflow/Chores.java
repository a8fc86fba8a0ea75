package org.axletree.hub.inflow;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.door.DeviceLine;
import org.axletree.core.door.DeviceLineFactory;
import org.axletree.core.door.ServerIdentity;
import org.axletree.hub.authority.ServerAuthority;
import org.axletree.hub.history.Presence;
import org.axletree.hub.registry.Directory;

/** What is to be done from time to time: write down who was active, renew the server's certificate. */
@ApplicationScoped
public class Chores {
    private static final Logger LOG = Logger.getLogger(Chores.class.getName());
    private static final int ACTIVITY_SECONDS = 10;
    private static final int RENEWAL_SECONDS = 30;

    /** Devices in one transaction: short enough not to hold up others. */
    private static final int ACTIVITY_BATCH = 1_000;

    @Resource
    private ManagedScheduledExecutorService timer;

    @Resource(lookup = "java:app/axletree/DeviceLineFactory")
    private DeviceLineFactory door;

    @Inject
    private Presence presence;

    @Inject
    private Directory directory;

    @Inject
    private ServerAuthority serverAuthority;

    private List<ScheduledFuture<?>> chores = List.of();

    void begin() {
        chores = List.of(
                every(ACTIVITY_SECONDS, "The activity of devices could not be written", this::writeActivity),
                every(RENEWAL_SECONDS, "The server's certificate could not be renewed", this::renewCertificate));
    }

    void end() {
        chores.forEach(chore -> chore.cancel(false));
        guarded("The activity of devices could not be written", this::writeActivity)
                .run();
    }

    private ScheduledFuture<?> every(int seconds, String problem, Runnable chore) {
        return timer.scheduleWithFixedDelay(guarded(problem, chore), seconds, seconds, TimeUnit.SECONDS);
    }

    /** A chore that throws is not scheduled again; one bad day must not end it. */
    private static Runnable guarded(String problem, Runnable chore) {
        return () -> {
            try {
                chore.run();
            } catch (RuntimeException failure) {
                LOG.log(Level.WARNING, problem, failure);
            }
        };
    }

    private void writeActivity() {
        Map<String, Instant> batch = new HashMap<>();
        for (Map.Entry<String, Instant> activity : presence.takeActivity().entrySet()) {
            batch.put(activity.getKey(), activity.getValue());
            if (batch.size() == ACTIVITY_BATCH) {
                directory.seen(batch);
                batch = new HashMap<>();
            }
        }
        directory.seen(batch);
    }

    private void renewCertificate() {
        serverAuthority.renewIfDue().ifPresent(this::show);
    }

    private void show(ServerIdentity identity) {
        try (DeviceLine line = door.line()) {
            line.renew(identity);
        }
        LOG.info(() -> "The server shows a new certificate, valid until " + serverAuthority.validUntil());
    }
}
