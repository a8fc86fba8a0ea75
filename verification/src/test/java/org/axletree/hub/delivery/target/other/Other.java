package org.axletree.hub.delivery.target.other;

/** A target that another one wrongly imports. */
public class Other {}
