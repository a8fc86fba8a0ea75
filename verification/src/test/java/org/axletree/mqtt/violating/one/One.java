package org.axletree.mqtt.violating.one;

import org.axletree.mqtt.violating.two.Two;

/** A room of the connector that knows another, which knows it. */
public record One(Two other) {}
