/**
 * The way from the hub to a front door: the JCA connection factory behind which {@link org.axletree.core.door.DeviceLine}
 * stands.
 */
package org.axletree.door.line;
