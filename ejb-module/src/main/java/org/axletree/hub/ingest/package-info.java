/**
 * Messages that devices bring by themselves and without a connection: one request each, with what the device proves itself with.
 */
package org.axletree.hub.ingest;
