package org.axletree.hub.registry.user;

/**
 * A person who was just given a password. This is the only time it is shown.
 *
 * @param password not in {@link #toString()}
 */
public record CreatedUser(User user, String password) {
    @Override
    public String toString() {
        return "CreatedUser[" + user + "]";
    }
}
