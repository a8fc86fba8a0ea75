/**
 * Topic names and topic filters of MQTT, and the tree that finds who is interested in a topic. Everything here is pure
 * and imports nothing else of the hub.
 */
package org.axletree.core.topic;
