/**
 * Sessions of admitted devices: how each is made of its parts, found by the next connection, taken over, brought back after a
 * restart, and ended. The parts have rooms of their own below, and do not know the whole.
 */
package org.axletree.mqtt.session;
