/**
 * Devices that are registered: what they say goes to the hub, and what the hub has for them goes to them, one thing at a time.
 */
package org.axletree.coap.session;
