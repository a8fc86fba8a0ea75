package org.axletree.hub.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** {@code /health/live}: the event loops answer; if not, a restart is what helps. */
@Liveness
@ApplicationScoped
public class LiveCheck implements HealthCheck {
    @Inject
    private HubHealth health;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("event_loops")
                .status(health.isResponsive())
                .build();
    }
}
