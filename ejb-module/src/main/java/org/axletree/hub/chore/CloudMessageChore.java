package org.axletree.hub.chore;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.axletree.hub.dialect.azure.CloudMessages;

/** Brings the messages that wait for devices to those that have come back. */
@ApplicationScoped
public class CloudMessageChore implements Chore {
    @Inject
    private CloudMessages messages;

    @Override
    public String complaint() {
        return "messages to devices could not be brought";
    }

    @Override
    public int everySeconds() {
        return 1;
    }

    @Override
    public void run() {
        messages.bringWaiting();
    }
}
