/**
 * The bytes of MQTT 3.1, 3.1.1 and 5: packets cut out of what the socket gives, checked and read; packets written. Knows
 * nothing of sessions.
 */
package org.axletree.mqtt.wire;
