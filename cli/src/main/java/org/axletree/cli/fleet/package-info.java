/** Fleets that move in: what other hubs and brokers export, read and handed to the hub. */
package org.axletree.cli.fleet;
