/**
 * Hubs in the console: the list, the page of one, its creation and its settings.
 */
package org.axletree.web.console.hub;
