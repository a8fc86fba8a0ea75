package org.axletree.cli.command;

import org.axletree.cli.terminal.Status;

/** What a command does. */
@FunctionalInterface
public interface Verb {

    /** @throws org.axletree.cli.terminal.Failure if it cannot be done */
    Status run(Call call);
}
