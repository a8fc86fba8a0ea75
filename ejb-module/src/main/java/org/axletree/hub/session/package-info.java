/**
 * Sessions of devices, for the people who look after them.
 */
package org.axletree.hub.session;
