/**
 * What one session is to hear, from the fan-out to the last acknowledgement: what waits, what was sent, what is sent again.
 */
package org.axletree.mqtt.session.delivery;
