package org.axletree.hub.registry.hub;

/**
 * What becomes of a hub's events.
 *
 * @param wanted whether the owner wants them as messages
 * @param topicPrefix where their topics begin
 */
public record HubEventSettings(String hubName, boolean wanted, String topicPrefix) {}
