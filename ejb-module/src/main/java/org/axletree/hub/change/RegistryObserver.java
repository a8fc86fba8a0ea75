package org.axletree.hub.change;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import org.axletree.core.event.RegistryChange;

/**
 * Hears of committed changes of the registry and has them passed on before the caller gets its answer: a route that was
 * created is live, a device that was disabled is gone.
 */
@ApplicationScoped
public class RegistryObserver {
    @Inject
    private ChangeFeed feed;

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) RegistryChange change) {
        feed.publish(change);
    }
}
