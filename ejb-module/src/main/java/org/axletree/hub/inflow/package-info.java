/**
 * Where front doors meet the hub: the message-driven bean.
 */
package org.axletree.hub.inflow;
