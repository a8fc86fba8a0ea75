package org.axletree.hub.chore;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.axletree.hub.delivery.RouteDeliveries;

/** Lets go of dead letters that are older than they may be. */
@ApplicationScoped
public class DeadLetterChore implements Chore {
    @Inject
    private RouteDeliveries deliveries;

    @Override
    public String complaint() {
        return "Old dead letters could not be deleted";
    }

    @Override
    public int everySeconds() {
        return 60;
    }

    @Override
    public void run() {
        deliveries.forgetDeadLetters(Instant.now());
    }
}
