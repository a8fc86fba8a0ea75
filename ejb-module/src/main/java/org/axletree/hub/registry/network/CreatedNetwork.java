package org.axletree.hub.registry.network;

/** A network with its secret, which is shown this once. */
public record CreatedNetwork(Network network, NetworkSecret secret) {}
