/**
 * Devices as files: lists that are taken along, and lists that move in.
 */
package org.axletree.web.console.fleet;
