package org.axletree.hub.chore;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.axletree.hub.command.Commands;

/** Tells devices that came back the commands that wait for them, and ends those whose time is over. */
@ApplicationScoped
public class CommandChore implements Chore {
    @Inject
    private Commands commands;

    @Override
    public String complaint() {
        return "Commands to devices could not be looked at";
    }

    @Override
    public int everySeconds() {
        return 2;
    }

    @Override
    public void run() {
        commands.bringWaiting();
    }
}
