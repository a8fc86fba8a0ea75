/**
 * Every limit of the hub, with its default and its unit. Nothing is unbounded.
 */
package org.axletree.core.limit;
