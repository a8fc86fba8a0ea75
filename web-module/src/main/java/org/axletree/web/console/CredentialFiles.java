package org.axletree.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.axletree.hub.registry.device.CreatedDevice;
import org.axletree.hub.registry.hub.HubService;

/** Puts together what a device needs beside its new certificate. */
@RequestScoped
public class CredentialFiles {
    @Inject
    private HubService hubs;

    @Inject
    private Endpoint endpoint;

    /** What was issued, to be shown; empty where the hub's owner issues the certificates. */
    public Optional<ShownCredentials> of(CreatedDevice created) {
        return created.certificate().map(issued -> {
            String hubCa =
                    hubs.authorityCertificate(Region.DEFAULT, created.device().hubId());
            DeviceCredentials.Server server =
                    new DeviceCredentials.Server(endpoint.host(), endpoint.tlsPort(), endpoint.serverCa());
            return new ShownCredentials(DeviceCredentials.of(created.device().name(), issued, hubCa, server));
        });
    }
}
