/**
 * How those publish who come through no front door: events, networks, the console, the management API, jobs. The same way as
 * a device's message, with an outcome as the answer.
 */
package org.axletree.hub.exchange;
