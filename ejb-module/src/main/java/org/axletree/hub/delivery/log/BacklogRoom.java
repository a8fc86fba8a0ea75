package org.axletree.hub.delivery.log;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axletree.core.door.RoutedPublication;
import org.axletree.core.outcome.Enqueueing;
import org.axletree.core.outcome.Reason;
import org.axletree.core.route.RouteSet;

/** Which messages of one commit find room in what may wait for their routes. The others are committed, and held. */
final class BacklogRoom {
    private final Backlogs backlogs;
    /** How many more of this commit may wait for a route. */
    private final Map<String, long[]> left = new HashMap<>();

    BacklogRoom(Backlogs backlogs) {
        this.backlogs = backlogs;
    }

    Enqueueing take(List<RoutedPublication> batch) {
        BitSet held = new BitSet();
        RouteSet set = null;
        long[][] rooms = {};
        for (int i = 0; i < batch.size(); i++) {
            if (batch.get(i).routes() != set) {
                set = batch.get(i).routes();
                rooms = roomsOf(set);
            }
            for (long[] room : rooms) {
                if (--room[0] < 0) {
                    held.set(i);
                }
            }
        }
        return held.isEmpty() ? Enqueueing.ENQUEUED : new Enqueueing.Held(held, Reason.ROUTE_BACKLOG_FULL);
    }

    private long[][] roomsOf(RouteSet set) {
        long[][] rooms = new long[set.routeIds().size()][];
        for (int i = 0; i < rooms.length; i++) {
            rooms[i] = left.computeIfAbsent(set.routeIds().get(i), id ->
                    new long[] {backlogs.of(set.hubId(), id).room()});
        }
        return rooms;
    }
}
