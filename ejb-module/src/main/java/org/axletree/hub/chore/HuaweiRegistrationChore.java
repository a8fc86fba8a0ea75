package org.axletree.hub.chore;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.axletree.hub.registry.huawei.HuaweiCommandService;
import org.axletree.hub.registry.huawei.HuaweiDeviceService;
import org.axletree.hub.registry.huawei.HuaweiDownlinkService;

/** Removes registrations of Huawei devices that did not connect in time, and messages that waited too long. */
@ApplicationScoped
public class HuaweiRegistrationChore implements Chore {
    @Inject
    private HuaweiDeviceService devices;

    @Inject
    private HuaweiDownlinkService downlinks;

    @Inject
    private HuaweiCommandService commands;

    @Override
    public String complaint() {
        return "Registrations, messages and commands whose time is over could not be removed";
    }

    @Override
    public int everySeconds() {
        return 2;
    }

    @Override
    public void run() {
        Instant now = Instant.now();
        devices.removeExpired(now);
        downlinks.removeExpired(now);
        commands.removeExpired(now);
    }
}
