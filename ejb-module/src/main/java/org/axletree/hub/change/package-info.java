/**
 * Changes of the registry on their way to whatever has to obey them at once: routes, live sessions, doors.
 */
package org.axletree.hub.change;
