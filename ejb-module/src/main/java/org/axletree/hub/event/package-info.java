/**
 * Events: what happened is recorded in the hub's history, said to those who subscribed to it, and put into the queues of
 * routes.
 */
package org.axletree.hub.event;
