/**
 * Answers to "why?": what becomes of a message, and what is wrong with a login. Asks those who decide in earnest, and changes
 * nothing.
 */
package org.axletree.hub.explain;
