package org.axletree.hub.registry.azure;

/**
 * The hub that a request is about.
 *
 * @param region where the registry has it
 * @param hubId its id
 */
public record HubPlace(String region, String hubId) {}
