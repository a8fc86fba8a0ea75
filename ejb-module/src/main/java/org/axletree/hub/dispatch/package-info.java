/**
 * What becomes of a message: its sender's filters, then the routes that want it.
 */
package org.axletree.hub.dispatch;
