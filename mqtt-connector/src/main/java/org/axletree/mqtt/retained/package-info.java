/** Retained messages: the last word on each topic of a hub, for whoever subscribes later. */
package org.axletree.mqtt.retained;
