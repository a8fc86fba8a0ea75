package org.axletree.web.console.device;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.axletree.hub.registry.device.CreatedDevice;
import org.axletree.hub.registry.hub.HubService;
import org.axletree.hub.registry.hub.ProductPlan;
import org.axletree.web.console.Endpoint;
import org.axletree.web.console.Region;

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
            String hubId = created.device().hubId();
            String hubCa = hubs.authorityCertificate(Region.DEFAULT, hubId);
            int qos = hubs.get(Region.DEFAULT, hubId).productPlan() == ProductPlan.SHARED ? 0 : 1; // scaleway.md A4
            DeviceCredentials.Server server =
                    new DeviceCredentials.Server(endpoint.host(), endpoint.tlsPort(), qos, endpoint.serverCa());
            return new ShownCredentials(DeviceCredentials.of(
                    created.device().name(), created.device().id(), issued, hubCa, server));
        });
    }
}
