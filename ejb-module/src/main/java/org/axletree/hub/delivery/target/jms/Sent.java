package org.axletree.hub.delivery.target.jms;

/**
 * What became of a transaction with the broker.
 *
 * @param messages how many it sent
 * @param problem why no more; nothing is sent for good unless it is empty
 * @param unconfirmed whether the broker may have them all the same: a commit failed
 */
public record Sent(int messages, String problem, boolean unconfirmed) {
    static Sent all(int messages) {
        return new Sent(messages, "", false);
    }

    static Sent refused(int messages, Exception failure) {
        return new Sent(messages, String.valueOf(failure.getMessage()), false);
    }

    static Sent unknown() {
        return new Sent(0, "the broker did not confirm a transaction", true);
    }

    boolean isWhole() {
        return problem.isEmpty();
    }
}
