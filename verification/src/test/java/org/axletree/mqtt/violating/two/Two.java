package org.axletree.mqtt.violating.two;

import org.axletree.mqtt.violating.one.One;

/** A room of the connector that knows another, which knows it. */
public record Two(One other) {}
