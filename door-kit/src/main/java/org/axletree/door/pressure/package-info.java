/**
 * Back-pressure and bounds: watermarks and the senders that wait below them, what a hub may keep, how often a device connects.
 */
package org.axletree.door.pressure;
