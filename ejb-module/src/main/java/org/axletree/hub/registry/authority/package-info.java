/**
 * Authorities of owners that vouch for devices beside a hub's own one, once it is proved that the owner has the key.
 */
package org.axletree.hub.registry.authority;
