/**
 * What one session says, from the packet to its acknowledgement: screened, routed or answered, fanned out, and slowed down
 * where it is too much.
 */
package org.axletree.mqtt.session.intake;
