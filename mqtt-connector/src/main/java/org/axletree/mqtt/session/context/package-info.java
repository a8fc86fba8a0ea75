/**
 * What the parts of a session have in common: whose it is, what that device may do, where it lives, which connection it has,
 * and how its owner is told what went wrong. It knows none of those parts.
 */
package org.axletree.mqtt.session.context;
