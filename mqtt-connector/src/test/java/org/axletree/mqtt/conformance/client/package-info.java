/** Clients that others wrote, over every kind of connection. */
package org.axletree.mqtt.conformance.client;
