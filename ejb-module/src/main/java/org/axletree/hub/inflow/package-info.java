/**
 * Where front doors meet the hub: the message-driven bean, the start of the application, and the passing on of registry
 * changes to live sessions.
 */
package org.axletree.hub.inflow;
