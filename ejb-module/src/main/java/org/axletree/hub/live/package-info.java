/**
 * What is said in a hub right now, for whoever looks; costs next to nothing while nobody does.
 */
package org.axletree.hub.live;
