package org.axletree.hub.registry.fleet;

import java.util.List;

/**
 * What came of taking devices over.
 *
 * @param room how many devices more the hub takes
 * @param unchanged names of those that are there already, as they come
 */
public record FleetReport(
        List<Taken> created, List<String> unchanged, List<Skipped> skipped, List<Noted> noted, long room) {

    public record Taken(String id, String name) {}

    /** @param reason what the owner has to know of one that is not skipped; one sentence */
    public record Noted(int line, String name, String reason) {}

    /** @param reason one sentence */
    public record Skipped(int line, String name, String reason) {}
}
