/**
 * The way from the hub to the door: the JCA connection factory behind which {@link org.axletree.core.door.DeviceLine}
 * stands.
 */
package org.axletree.mqtt.line;
