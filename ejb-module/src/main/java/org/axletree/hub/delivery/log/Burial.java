package org.axletree.hub.delivery.log;

/**
 * A message that is to become a dead letter of a route.
 *
 * @param diedAt in milliseconds since 1970
 * @param attempts how often the target was asked
 * @param error what was wrong with it; never a secret
 */
public record Burial(String routeId, LoggedMessage message, long diedAt, int attempts, String error) {}
