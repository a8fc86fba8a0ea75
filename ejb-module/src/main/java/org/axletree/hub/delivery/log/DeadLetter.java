package org.axletree.hub.delivery.log;

/**
 * A message that its route could not deliver and will not try again by itself.
 *
 * @param number counts up in the order in which they died
 * @param deadAt in milliseconds since 1970
 * @param attempts how often the target was asked
 * @param error what was wrong with it; never a secret
 */
public record DeadLetter(long number, LoggedMessage message, long deadAt, int attempts, String error) {
    /** What a list is told by: the message's own identifier. */
    public String id() {
        return message.id();
    }
}
