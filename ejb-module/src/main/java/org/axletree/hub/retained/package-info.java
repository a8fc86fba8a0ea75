/**
 * Retained messages of hubs, for the people who look after them.
 */
package org.axletree.hub.retained;
