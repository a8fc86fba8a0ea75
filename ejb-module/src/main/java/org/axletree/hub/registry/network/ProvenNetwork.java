package org.axletree.hub.registry.network;

/**
 * A network whose secret was shown.
 *
 * @param hubServed whether its hub is enabled and has not moved elsewhere
 */
public record ProvenNetwork(Network network, String hubName, boolean hubServed) {}
