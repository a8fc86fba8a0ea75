package org.axletree.hub.registry.violating.two;

import org.axletree.hub.registry.violating.one.One;

/** A room of the registry that knows another, which knows it. */
public record Two(One other) {}
