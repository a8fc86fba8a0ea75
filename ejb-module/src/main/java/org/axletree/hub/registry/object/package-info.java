/**
 * Objects of LwM2M that owners describe to their hubs: the files, read and checked, and where they are kept.
 */
package org.axletree.hub.registry.object;
