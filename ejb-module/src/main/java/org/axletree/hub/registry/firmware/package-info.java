/**
 * Firmware of LwM2M devices (object 5): images that owners upload, and the last update of each device.
 */
package org.axletree.hub.registry.firmware;
