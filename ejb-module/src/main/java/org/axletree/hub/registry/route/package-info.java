/**
 * Routes: which topics of a hub go to which queue.
 */
package org.axletree.hub.registry.route;
