/**
 * From a message to those who subscribed to it: one topic space for each hub, and the mail between event loops.
 */
package org.axletree.mqtt.fanout;
