/**
 * Lists: which page is asked for, in which order, and how it is read from a table.
 */
package org.axletree.hub.registry.listing;
