package org.axletree.cli.plan;

import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import org.axletree.cli.api.Connection;
import org.axletree.cli.api.Reply;
import org.axletree.cli.terminal.Surroundings;

/**
 * Has the server say what it would refuse of a route: what its kind may have, and whose the places are that messages go to. Where the
 * hub is only planned as well, the former.
 */
final class RouteCheck {
    /** What is a hub's identifier, and none that there is. */
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    private static final int NOT_THERE = 404;

    /** Who may only look sees what differs, and asks for nothing. */
    private static final int DENIED = 403;

    private final Connection connection;
    private final Surroundings surroundings;
    private boolean deniedIsTold;

    RouteCheck(Connection connection, Surroundings surroundings) {
        this.connection = connection;
        this.surroundings = surroundings;
    }

    /**
     * @param route as it would be made, without its hub
     * @param hubId empty where there is no such hub yet
     * @throws org.axletree.cli.terminal.Failure with the server's sentence, if it would refuse
     */
    void check(JsonObjectBuilder route, String hubId) {
        Reply reply = connection.send(
                "POST",
                connection.region(Kind.ROUTE.plural()) + "/test?check_only=true",
                Optional.of(
                        route.add("hub_id", hubId.isEmpty() ? NOBODY : hubId).build()));
        if (reply.status() == DENIED) {
            tellDenied();
        } else if (reply.status() != NOT_THERE || !hubId.isEmpty()) {
            reply.orThrow();
        }
    }

    private void tellDenied() {
        if (!deniedIsTold) {
            deniedIsTold = true;
            surroundings.note(
                    "the server did not check the routes that would be made: this token may not ask it to (expected: one that may"
                            + " make them)");
        }
    }
}
