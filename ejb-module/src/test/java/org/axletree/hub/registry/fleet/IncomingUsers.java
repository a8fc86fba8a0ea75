package org.axletree.hub.registry.fleet;

import java.util.Optional;
import org.axletree.core.filter.MessageFilters;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.axletree.hub.registry.device.Registration;

/** Users of brokers, as they come: each may do everything, without TLS and several times at once. */
public final class IncomingUsers {
    private IncomingUsers() {}

    public static IncomingDevice user(String name, String description, UserPassword password) {
        return comingBy(name, description, Optional.of(password));
    }

    static IncomingDevice comingBy(String name, String description, Optional<UserPassword> password) {
        return new IncomingDevice(
                1,
                Optional.empty(),
                name,
                Registration.MANAGED.dialect(),
                description,
                true,
                true,
                true,
                MessageFilters.EVERYTHING,
                DeviceCredential.CERTIFICATE,
                password,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
