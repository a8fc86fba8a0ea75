/** What a route adds to its messages: of the hub, the device and its twin. */
package org.axletree.hub.enrichment;
