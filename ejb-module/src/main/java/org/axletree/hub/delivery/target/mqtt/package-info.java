/** Bridges to other brokers of MQTT: messages go out to them, come in from them, or both, and never back to where they came from. */
package org.axletree.hub.delivery.target.mqtt;
