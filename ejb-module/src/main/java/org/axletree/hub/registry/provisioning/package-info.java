/**
 * Devices that provision themselves: who is taken in, and how many at a time.
 */
package org.axletree.hub.registry.provisioning;
