/**
 * Where connections come in: event loops, TCP and TLS listeners, and the limits that hold before anybody is known.
 */
package org.axletree.mqtt.listener;
