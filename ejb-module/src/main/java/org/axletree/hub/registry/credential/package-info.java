/**
 * What devices prove themselves with besides certificates of their hub: keys and secrets, which lie sealed, and thumbprints.
 */
package org.axletree.hub.registry.credential;
