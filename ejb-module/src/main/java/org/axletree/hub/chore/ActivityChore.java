package org.axletree.hub.chore;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.axletree.hub.history.Presence;
import org.axletree.hub.registry.device.DeviceDirectory;

/** Writes down when devices were last heard of: soon of those that came or left, seldom of those that stay connected. */
@ApplicationScoped
public class ActivityChore implements Chore {
    /** Devices in one transaction: short enough not to hold up others. */
    private static final int BATCH = 1_000;

    /**
     * What a device that stays connected is written once in: presence knows better, and each time costs a row and two entries of
     * indexes.
     */
    private static final Duration WHILE_CONNECTED = Duration.ofMinutes(1);

    @Inject
    private Presence presence;

    @Inject
    private DeviceDirectory devices;

    @Override
    public String complaint() {
        return "The activity of devices could not be written";
    }

    @Override
    public int everySeconds() {
        return 10;
    }

    @Override
    public void run() {
        write(WHILE_CONNECTED);
    }

    @Override
    public void runLast() {
        write(Duration.ZERO);
    }

    private void write(Duration apart) {
        Map<String, Instant> batch = new HashMap<>();
        for (Map.Entry<String, Instant> activity : presence.takeActivity(apart).entrySet()) {
            batch.put(activity.getKey(), activity.getValue());
            if (batch.size() == BATCH) {
                devices.seen(batch);
                batch = new HashMap<>();
            }
        }
        devices.seen(batch);
    }

    @Override
    public boolean isLastDuty() {
        return true;
    }
}
