package org.axletree.door.lane;

import java.util.Objects;
import org.axletree.core.door.ObservationInflow;
import org.axletree.core.door.ScreeningInflow;

/**
 * What an event loop has of the hub: the two parts that never block. Both are one endpoint, which serves the thread of the loop
 * for its life.
 */
public record LoopInflow(ScreeningInflow screening, ObservationInflow observation) {
    public LoopInflow {
        Objects.requireNonNull(screening, "screening");
        Objects.requireNonNull(observation, "observation");
    }
}
