package org.axletree.hub.registry.hub;

/** A row of what belongs to a hub: whoever sees the hub sees it, and nobody else. {@link HubFinder#thing} finds it. */
public interface OfHub {
    String hubId();

    String region();
}
