/**
 * Devices: what they may do, and the certificates by which they are recognised.
 */
package org.axletree.hub.registry.device;
