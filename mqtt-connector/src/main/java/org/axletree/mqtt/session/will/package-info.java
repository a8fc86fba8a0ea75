/** What the client of a session left to be said when it is gone, until it is said or dropped. */
package org.axletree.mqtt.session.will;
