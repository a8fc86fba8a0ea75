/**
 * Shared access policies of hubs: pairs of keys that open a hub to whoever has them, each with its rights.
 */
package org.axletree.hub.registry.policy;
