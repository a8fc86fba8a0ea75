/** Copies of the whole state that are made while the hub runs, for whoever fetches them. */
package org.axletree.hub.snapshot;
