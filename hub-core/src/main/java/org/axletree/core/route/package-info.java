/**
 * Which of a hub's routes a topic belongs to.
 */
package org.axletree.core.route;
