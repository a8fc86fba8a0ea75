package org.axletree.hub.authority;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.axletree.core.door.ServerIdentity;
import org.axletree.hub.settings.HubSettings;

/**
 * The certificates of the owner's own for the server, as of a public authority: for devices that trust only that. Of several
 * that are for a name, the first is shown.
 */
@ApplicationScoped
public class OwnersIdentities {
    private List<OwnersIdentity> identities;
    private Clock clock;

    /** For the container's proxy. */
    protected OwnersIdentities() {}

    @Inject
    public OwnersIdentities(HubSettings settings) {
        this(settings.serverCertificates(), settings.serverKeys(), Clock.systemUTC());
    }

    /** @throws IllegalArgumentException that says what is wrong with the files */
    OwnersIdentities(List<Path> certificates, List<Path> keys, Clock clock) {
        if (certificates.size() != keys.size()) {
            throw new IllegalArgumentException("AXLETREE_SERVER_KEY: " + keys.size() + " files (expected: "
                    + certificates.size() + ", one for each of AXLETREE_SERVER_CERTIFICATE)");
        }
        this.identities = IntStream.range(0, certificates.size())
                .mapToObj(i -> new OwnersIdentity(certificates.get(i), keys.get(i)))
                .toList();
        this.clock = clock;
    }

    /** The one to show to whoever asks for this name, in lower case. */
    public Optional<ServerIdentity> of(String serverName) {
        long now = clock.millis();
        return identities.stream()
                .map(each -> each.current(now))
                .filter(each -> HostNames.cover(each.names(), serverName))
                .map(OwnersIdentity.Loaded::identity)
                .findFirst();
    }

    /** The one to show to whoever names nothing that is known. */
    public Optional<ServerIdentity> first() {
        return identities.stream()
                .map(each -> each.current(clock.millis()).identity())
                .findFirst();
    }
}
