package org.axletree.hub.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** {@code /health/started}: the door has been opened to devices. */
@Startup
@ApplicationScoped
public class StartedCheck implements HealthCheck {
    @Inject
    private HubHealth health;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("mqtt").status(health.isOpen()).build();
    }
}
