/**
 * Devices in the console: the list, the page of one, its creation, its certificate and its credentials.
 */
package org.axletree.web.console.device;
