/**
 * The books on how many packets hubs and devices exchanged, in rings of bounded size.
 */
package org.axletree.hub.registry.metrics;
