package org.axletree.core.door;

import java.util.Optional;
import org.axletree.core.outcome.Reason;

/**
 * What a front door itself asks of a connection that the hub would admit. The hub asks it last, before it writes down what the
 * connection showed: who is refused at the door leaves nothing behind.
 */
@FunctionalInterface
public interface DoorTerms {
    /** Of a door that asks no more than the hub does. */
    DoorTerms NONE = admitted -> Optional.empty();

    /** Why the door will not let it in with these rights; empty if it will. The door tells the client. */
    Optional<Reason> refusal(Admission.Admitted admitted);
}
