package org.axletree.hub.command;

import java.util.OptionalInt;
import org.axletree.hub.registry.command.CommandState;

/** What became of telling a device. {@link CommandState#WAITING}: it is not there; {@link CommandState#SENT}: that is told later. */
record CommandEnd(CommandState state, OptionalInt status, String answer, String problem) {
    static final CommandEnd AWAY = of(CommandState.WAITING, "");
    static final CommandEnd LATER = of(CommandState.SENT, "");

    static CommandEnd of(CommandState state, String problem) {
        return new CommandEnd(state, OptionalInt.empty(), "", problem);
    }

    static CommandEnd failed(String problem) {
        return of(CommandState.FAILED, problem);
    }

    static CommandEnd answered(OptionalInt status, String answer) {
        return new CommandEnd(CommandState.ANSWERED, status, answer, "");
    }
}
