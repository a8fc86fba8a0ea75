/**
 * Who may connect, and as whom.
 */
package org.axletree.hub.gate;
