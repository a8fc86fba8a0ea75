package org.axletree.hub.telemetry;

import java.util.Objects;

/**
 * How a route was when somebody last looked.
 *
 * @param hubId the hub of the route
 * @param state as the API has it: {@code running}, {@code failing} or {@code paused}
 * @param deadLetters how many it has
 */
public record RouteState(String hubId, String state, long deadLetters) {
    public RouteState {
        Objects.requireNonNull(hubId, "hubId");
        Objects.requireNonNull(state, "state");
    }
}
