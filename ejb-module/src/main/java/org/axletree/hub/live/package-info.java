/**
 * What passes through a hub at this moment, for whoever watches: its messages and its events. Nothing is kept of a hub that
 * nobody watches.
 */
package org.axletree.hub.live;
