/**
 * Topics of a hub, for people: the last word on each.
 */
package org.axletree.web.console.topic;
