/**
 * Conditions on messages: expressions in CEL over what a message says of itself, bounded in what they may cost.
 */
package org.axletree.hub.condition;
