/**
 * Sessions of admitted devices: their rights, subscriptions and outgoing messages, and who takes over from whom.
 */
package org.axletree.mqtt.session;
