/**
 * What a device says on the wire: one handler for each kind of control packet, and the checks of the MQTT specification.
 */
package org.axletree.mqtt.packet;
