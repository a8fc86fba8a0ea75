/**
 * The database itself: which one it is, its tables, and the errors when it is not there.
 */
package org.axletree.hub.registry.database;
