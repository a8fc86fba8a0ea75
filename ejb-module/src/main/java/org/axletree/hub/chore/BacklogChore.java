package org.axletree.hub.chore;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.axletree.hub.delivery.BacklogWatch;

/** Looks how much waits for the routes. */
@ApplicationScoped
public class BacklogChore implements Chore {
    @Inject
    private BacklogWatch backlogs;

    @Override
    public String complaint() {
        return "What waits for routes could not be looked at";
    }

    @Override
    public int everySeconds() {
        return 5;
    }

    @Override
    public void run() {
        backlogs.look();
    }
}
