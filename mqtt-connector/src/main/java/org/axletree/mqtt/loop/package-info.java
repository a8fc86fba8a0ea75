/**
 * One event loop and what belongs to it alone: what is gathered in a turn and done at its end, what is looked after now and
 * then, what is counted. Whatever else lies on the way of a message is told which loop it is on.
 */
package org.axletree.mqtt.loop;
