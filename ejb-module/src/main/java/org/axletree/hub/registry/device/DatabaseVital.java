package org.axletree.hub.registry.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.axletree.hub.telemetry.Vital;

/** The database of the registry. */
@ApplicationScoped
public class DatabaseVital implements Vital {
    /** No device has it (RFC 9562 section 5.9): one look into an index. */
    private static final String NIL = "00000000-0000-0000-0000-000000000000";

    @Inject
    private DeviceDirectory devices;

    @Override
    public String name() {
        return "database";
    }

    @Override
    public boolean answers() {
        return devices.deviceById(NIL).isEmpty();
    }
}
