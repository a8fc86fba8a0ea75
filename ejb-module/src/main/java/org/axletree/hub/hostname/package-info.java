/**
 * The names that the server is asked for, and the certificate for each: its own, those of its hubs, and those that its owner
 * brought.
 */
package org.axletree.hub.hostname;
