/**
 * Updates of firmware as they go on: what is asked of devices, and what becomes of it.
 */
package org.axletree.hub.firmware;
