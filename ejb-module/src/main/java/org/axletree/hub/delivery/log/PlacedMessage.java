package org.axletree.hub.delivery.log;

/**
 * A message and its place in the log.
 *
 * @param place higher than that of every message that was committed before; messages of one commit may share it
 */
public record PlacedMessage(long place, LoggedMessage message) {}
