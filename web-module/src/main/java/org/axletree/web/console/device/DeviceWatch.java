package org.axletree.web.console.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.axletree.hub.live.LiveFeed;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.device.Device;

/** Looks at a device from the moment it is made, so that not even a message is missed that comes before its page asks. */
@ApplicationScoped
public class DeviceWatch {
    @Inject
    private LiveFeed live;

    /** What nobody watches any more is kept for a minute, as for somebody who comes back. */
    public void begin(Device device) {
        try {
            live.watchMessages(device.hubId(), Optional.empty(), Optional.empty(), message -> false)
                    .close();
        } catch (ProblemException tooManyWatch) {
            return; // the page will see what comes after it has asked; no device is lost for that
        }
    }
}
