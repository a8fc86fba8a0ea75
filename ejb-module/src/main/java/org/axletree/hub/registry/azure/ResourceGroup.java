package org.axletree.hub.registry.azure;

/**
 * A resource group.
 *
 * @param tags a JSON object, as text
 */
public record ResourceGroup(String name, String location, String tags) {}
