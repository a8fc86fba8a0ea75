/**
 * The certificates of hubs that are no longer good, and the lists that say so to third parties.
 */
package org.axletree.hub.registry.revocation;
