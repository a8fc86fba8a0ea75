package org.axletree.hub.delivery.log;

/**
 * How much the log keeps. Messages count for each of their routes.
 *
 * @param bytes of all hubs together
 * @param bytesPerHub of one hub
 * @param memoryBytes what all routes together keep in memory as well
 * @param deadLetters of one route
 * @param deadLetterBytes of one route
 */
public record LogBounds(long bytes, long bytesPerHub, long memoryBytes, int deadLetters, long deadLetterBytes) {}
