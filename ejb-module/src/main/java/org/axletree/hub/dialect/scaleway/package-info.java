/**
 * The dialect of Scaleway's IoT Hub: all of MQTT, topics as they are, and what a device asks of its Cloud Twin (scaleway.md
 * L3).
 */
package org.axletree.hub.dialect.scaleway;
