/**
 * The ways into a hub in the console: its addresses, and the networks that are no devices.
 */
package org.axletree.web.console.network;
