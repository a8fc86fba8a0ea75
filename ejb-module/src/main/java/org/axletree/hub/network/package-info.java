/**
 * What comes into a hub by its networks: from whoever shows a network's secret, past all that concerns devices only
 * (docs/reference/dialects/scaleway.md G4).
 */
package org.axletree.hub.network;
