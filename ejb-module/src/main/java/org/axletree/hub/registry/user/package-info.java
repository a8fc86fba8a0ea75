/**
 * The people who use the console: who they are, what they may do, and their passwords.
 */
package org.axletree.hub.registry.user;
