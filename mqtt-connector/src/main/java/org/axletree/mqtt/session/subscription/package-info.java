/** What one session subscribed to, and the retained messages that this brings. */
package org.axletree.mqtt.session.subscription;
