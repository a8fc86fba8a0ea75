/**
 * The start of the application: the steps in their order, and one sentence where a step fails.
 */
package org.axletree.hub.start;
