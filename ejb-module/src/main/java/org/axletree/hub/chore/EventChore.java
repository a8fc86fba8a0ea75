package org.axletree.hub.chore;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.axletree.hub.registry.journal.EventJournal;

/** Writes down what happened to devices and hubs. */
@ApplicationScoped
public class EventChore implements Chore {
    @Inject
    private EventJournal journal;

    @Override
    public String complaint() {
        return "The events of hubs could not be written";
    }

    @Override
    public int everySeconds() {
        return 2;
    }

    @Override
    public void run() {
        journal.write();
    }

    @Override
    public boolean isLastDuty() {
        return true;
    }
}
