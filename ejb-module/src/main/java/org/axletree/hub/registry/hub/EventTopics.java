package org.axletree.hub.registry.hub;

/** Where the events of a hub are said. The registry knows no dialect: the one that has such topics tells. */
@FunctionalInterface
public interface EventTopics {
    /** The first levels of the topics of events, for a hub that was made without others. */
    String standardPrefix();
}
