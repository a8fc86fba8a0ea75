/**
 * Hubs, devices and routes: what the hub knows. The only room that speaks to the database.
 */
package org.axletree.hub.registry;
