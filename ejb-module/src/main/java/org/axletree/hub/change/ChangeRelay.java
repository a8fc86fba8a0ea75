package org.axletree.hub.change;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.axletree.core.event.RegistryChange;
import org.axletree.hub.door.Doors;
import org.axletree.hub.registry.RegistryRevision;

/** Passes changes of the registry on to routes and live sessions, one after the other, so that the latest wins. */
@ApplicationScoped
public class ChangeRelay {
    @Inject
    private RegistryRevision revision;

    @Inject
    private ChangeEffects effects;

    @Inject
    private Doors doors;

    /** Returns when it holds for live sessions too. */
    void pass(RegistryChange change) {
        inTurn(change);
        doors.settle();
    }

    private synchronized void inTurn(RegistryChange change) {
        change.fold(effects).accept(revision.next());
    }
}
