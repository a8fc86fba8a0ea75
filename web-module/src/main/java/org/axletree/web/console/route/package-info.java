/**
 * The routes of a hub in the console.
 */
package org.axletree.web.console.route;
