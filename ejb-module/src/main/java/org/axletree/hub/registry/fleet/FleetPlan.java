package org.axletree.hub.registry.fleet;

import java.util.List;
import java.util.Optional;

/**
 * What is to be done with devices that come, before anything is: the same, whether it is carried out or only told.
 *
 * @param room how many devices more the hub takes
 */
record FleetPlan(
        List<Wanted> wanted,
        List<String> unchanged,
        List<FleetReport.Skipped> skipped,
        List<FleetReport.Noted> noted,
        long room) {

    /** @param parentId of the device that it stands behind */
    record Wanted(IncomingDevice device, String id, Optional<String> parentId) {}

    /** How many devices more the hub takes once it is carried out. */
    long roomLeft() {
        return Math.max(0, room - wanted.size());
    }

    FleetReport report() {
        return new FleetReport(
                wanted.stream()
                        .map(each ->
                                new FleetReport.Taken(each.id(), each.device().name()))
                        .toList(),
                unchanged,
                skipped,
                noted,
                roomLeft());
    }
}
