package org.axletree.hub.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.axletree.hub.telemetry.Vital;

/** The broker of the routes' queues. */
@ApplicationScoped
public class BrokerVital implements Vital {
    @Inject
    private RouteQueues queues;

    @Override
    public String name() {
        return "broker";
    }

    @Override
    public boolean answers() {
        return queues.brokerAnswers();
    }
}
