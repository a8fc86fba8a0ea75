/**
 * What devices ask of their twins over MQTT: the topics of requests, what is in them, and the answers (clouds.md L3).
 */
package org.axletree.hub.twin;
