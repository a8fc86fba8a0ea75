package org.axletree.hub.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.axletree.hub.telemetry.Vital;

/** The route log. What routes lead to is none: while it is away, messages wait in the log. */
@ApplicationScoped
public class RouteLogVital implements Vital {
    @Inject
    private RouteDeliveries deliveries;

    @Override
    public String name() {
        return "routes";
    }

    @Override
    public boolean answers() {
        return deliveries.problem().isEmpty();
    }
}
