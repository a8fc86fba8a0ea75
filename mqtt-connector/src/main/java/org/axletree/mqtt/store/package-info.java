/**
 * What survives: sessions, the messages that wait for them, wills and retained messages. Live state is in memory; this room
 * writes down every change of it before it is acknowledged, and reads everything back at the start.
 */
package org.axletree.mqtt.store;
