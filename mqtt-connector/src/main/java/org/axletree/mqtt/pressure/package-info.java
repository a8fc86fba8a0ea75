/**
 * Back-pressure: watermarks, and the senders that wait below them.
 */
package org.axletree.mqtt.pressure;
