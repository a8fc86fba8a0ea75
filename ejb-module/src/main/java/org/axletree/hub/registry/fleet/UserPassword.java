package org.axletree.hub.registry.fleet;

import java.util.Optional;
import org.axletree.hub.authority.PasswordHash;

/**
 * A user name with what its password is compared with. Never logged: {@link #toString} has the name alone.
 *
 * @param plain the password itself, where the source has it
 */
public record UserPassword(String userName, PasswordHash hash, Optional<byte[]> plain) {
    /** Of a source that has hashes. */
    public static UserPassword hashed(String userName, PasswordHash hash) {
        return new UserPassword(userName, hash, Optional.empty());
    }

    /** Of a source that has passwords. */
    public static UserPassword plain(String userName, byte[] password) {
        return new UserPassword(userName, PasswordHash.of(password), Optional.of(password));
    }

    @Override
    public String toString() {
        return "UserPassword[" + userName + "]";
    }
}
