/**
 * Which addresses routes may connect to. Whoever configures a route is a tenant: a route must not become a way into the
 * server's own machine or network.
 */
package org.axletree.hub.delivery.fence;
