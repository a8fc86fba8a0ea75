/** MQTT in the command line: say something, hear something, and be a thousand devices. */
package org.axletree.cli.mqtt;
