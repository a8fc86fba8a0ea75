/**
 * Certificates: the authority of each hub, the server's own, and the encryption of secrets at rest.
 */
package org.axletree.hub.authority;
