/**
 * The contract between front doors (MQTT, later CoAP) and the hub: what a door asks of the hub, and what the hub asks of
 * a door.
 */
package org.axletree.core.door;
