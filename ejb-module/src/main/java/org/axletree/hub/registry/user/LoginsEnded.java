package org.axletree.hub.registry.user;

/**
 * Whoever is logged in as that person is so no more: the person is gone, or may do something else now. Fired when it is committed.
 *
 * @param userId UUID
 */
public record LoginsEnded(String userId) {}
