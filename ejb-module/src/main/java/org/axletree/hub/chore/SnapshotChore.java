package org.axletree.hub.chore;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.axletree.hub.snapshot.SnapshotService;

/** Lets go of a snapshot that nobody reads, so that it does not fill the disk. */
@ApplicationScoped
public class SnapshotChore implements Chore {
    @Inject
    private SnapshotService snapshots;

    @Override
    public String complaint() {
        return "A forgotten snapshot could not be let go of";
    }

    @Override
    public int everySeconds() {
        return 60;
    }

    @Override
    public void run() {
        snapshots.forget();
    }
}
