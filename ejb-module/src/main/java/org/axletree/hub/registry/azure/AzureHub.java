package org.axletree.hub.registry.azure;

import org.axletree.hub.registry.hub.Hub;

/**
 * A hub as Azure's API knows it.
 *
 * @param tags a JSON object, as text
 */
public record AzureHub(Hub hub, long revision, HubDraft draft, String tags) {}
