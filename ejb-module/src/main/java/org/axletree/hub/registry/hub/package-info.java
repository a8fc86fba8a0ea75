/**
 * Hubs: their plans, their events, and the authorities that vouch for their devices.
 */
package org.axletree.hub.registry.hub;
