/**
 * The tokens of the management API.
 */
package org.axletree.hub.registry.token;
