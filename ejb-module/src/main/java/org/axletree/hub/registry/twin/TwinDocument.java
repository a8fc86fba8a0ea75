package org.axletree.hub.registry.twin;

import jakarta.json.JsonObject;

/**
 * A document of a device's twin (scaleway.md L3).
 *
 * @param twinId the id of the device
 * @param version from 1, and 1 more with each change
 */
public record TwinDocument(String twinId, String documentName, long version, JsonObject data) {}
