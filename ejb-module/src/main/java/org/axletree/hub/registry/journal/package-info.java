/**
 * The events of hubs, kept over restarts.
 */
package org.axletree.hub.registry.journal;
