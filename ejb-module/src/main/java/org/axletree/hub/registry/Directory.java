package org.axletree.hub.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/** What the gate and the dispatcher look up in the registry. Reads only what is committed; every look-up has an index. */
@ApplicationScoped
public class Directory {

    public Optional<KnownDevice> deviceById(String deviceId) {
        throw new UnsupportedOperationException();
    }

    public Optional<KnownDevice> deviceByName(String hubId, String deviceName) {
        throw new UnsupportedOperationException();
    }

    /** The authorities, of whatever hub, whose subject has this name. */
    public List<HubAuthority> authoritiesNamed(X500Principal subject) {
        throw new UnsupportedOperationException();
    }

    /** The routes of one hub. */
    public List<Route> routesOf(String hubId) {
        throw new UnsupportedOperationException();
    }

    /** The routes of all hubs, by hub. */
    public Map<String, List<Route>> routesByHub() {
        throw new UnsupportedOperationException();
    }

    /** Notes when devices were last seen; unknown devices are passed over. */
    public void seen(Map<String, Instant> lastActivityByDevice) {
        throw new UnsupportedOperationException();
    }
}
