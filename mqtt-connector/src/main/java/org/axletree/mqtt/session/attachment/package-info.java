/**
 * The connection under a session, as the session sees it: what its client agreed to, what goes out on it, and that it can be
 * held, moved and closed. What comes in on it is read in {@code connection}, which knows the session.
 */
package org.axletree.mqtt.session.attachment;
