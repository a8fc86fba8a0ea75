/**
 * A connection of a device, from accept to close: its way through the gate, one handler for each kind of control packet, and
 * the checks of the MQTT specification.
 */
package org.axletree.mqtt.connection;
