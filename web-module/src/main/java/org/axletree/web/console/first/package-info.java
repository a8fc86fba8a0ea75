/**
 * The first steps of a stranger: a hub, a device in it, and its first message.
 */
package org.axletree.web.console.first;
