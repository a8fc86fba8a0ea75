/**
 * What the hub knows, in the only room that speaks to the database. Here is what every part of it needs: transactions, who
 * asks, checked arguments, problems and the audit trail. Hubs, devices, routes and the others have rooms of their own.
 */
package org.axletree.hub.registry;
