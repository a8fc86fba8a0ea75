package org.axletree.hub.registry.violating.one;

import org.axletree.hub.registry.violating.two.Two;

/** A room of the registry that knows another, which knows it. */
public record One(Two other) {}
