/**
 * TLS for console and API: the hub's own certificate, read anew whenever the hub has renewed it.
 */
package org.axletree.server.tls;
