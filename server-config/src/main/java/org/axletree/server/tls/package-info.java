/**
 * The keys of console and API: the hub's own certificates, read anew whenever the hub has renewed them.
 */
package org.axletree.server.tls;
