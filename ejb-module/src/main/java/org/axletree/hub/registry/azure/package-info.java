/**
 * What Azure's API knows of hubs and devices besides what every hub and device has: groups, identities, twins, and messages
 * that wait for devices.
 */
package org.axletree.hub.registry.azure;
