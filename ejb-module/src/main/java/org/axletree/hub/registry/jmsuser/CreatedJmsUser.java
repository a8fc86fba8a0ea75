package org.axletree.hub.registry.jmsuser;

/**
 * A user with its password, which is shown this once.
 *
 * @param password not in {@link #toString()}
 */
public record CreatedJmsUser(JmsUser user, String password) {
    @Override
    public String toString() {
        return "CreatedJmsUser[" + user + "]";
    }
}
