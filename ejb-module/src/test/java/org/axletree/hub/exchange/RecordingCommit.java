package org.axletree.hub.exchange;

import java.util.ArrayList;
import java.util.List;
import org.axletree.core.door.RoutedPublication;
import org.axletree.core.outcome.Enqueueing;
import org.axletree.core.outcome.Reason;

/** Routes that remember what was committed to them, as long as they take anything. */
public final class RecordingCommit extends RouteCommit {
    public final List<RoutedPublication> committed = new ArrayList<>();

    /** How many messages each commit had. */
    public final List<Integer> sizes = new ArrayList<>();

    public boolean takes = true;

    @Override
    public Enqueueing commit(List<RoutedPublication> batch) {
        if (!takes) {
            return new Enqueueing.Postponed(Reason.ROUTE_UNAVAILABLE);
        }
        sizes.add(batch.size());
        committed.addAll(batch);
        return Enqueueing.ENQUEUED;
    }
}
