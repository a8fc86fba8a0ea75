package org.axletree.hub.dialect.scaleway;

/** Where the topics of Scaleway's dialect begin. */
final class ScalewayTopics {
    /** Below it the hub speaks: what a device could say there would look like the hub's events and answers. */
    static final String ROOT = "$SCW/";

    /** Requests to twins, and their answers. */
    static final String TWINS = ROOT + "twins/";

    /** Events, of a hub that has no other prefix for them (scaleway.md section 2). */
    static final String EVENTS = ROOT + "events";

    private ScalewayTopics() {}
}
