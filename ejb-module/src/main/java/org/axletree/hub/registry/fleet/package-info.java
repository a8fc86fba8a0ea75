/** Fleets that move in: devices taken over from other hubs and brokers with what they prove themselves with, many at once. */
package org.axletree.hub.registry.fleet;
