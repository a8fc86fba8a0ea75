/**
 * The host names of hubs, and the certificates that the server shows for them.
 */
package org.axletree.verification.names;
