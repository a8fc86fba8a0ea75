/**
 * Which addresses routes may connect to. Whoever configures a route is a tenant: a route must not become a way into the
 * server's own machine or network. It is a jar of its own beside the drivers of databases, which look for their sockets by name.
 */
package org.axletree.fence;
