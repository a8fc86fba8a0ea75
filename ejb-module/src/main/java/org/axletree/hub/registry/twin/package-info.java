/**
 * Cloud twins: documents that a device shares with applications.
 */
package org.axletree.hub.registry.twin;
