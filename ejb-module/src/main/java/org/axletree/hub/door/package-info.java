/**
 * How the hub speaks to its front doors: to all of them at once, or to the one device that a message is for.
 */
package org.axletree.hub.door;
