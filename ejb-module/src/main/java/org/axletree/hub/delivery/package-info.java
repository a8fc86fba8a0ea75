/**
 * The queues of the routes: messages go in here, enterprise systems take them out.
 */
package org.axletree.hub.delivery;
