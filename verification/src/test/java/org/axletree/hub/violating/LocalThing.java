package org.axletree.hub.violating;

/** What only one node has. */
public class LocalThing {}
