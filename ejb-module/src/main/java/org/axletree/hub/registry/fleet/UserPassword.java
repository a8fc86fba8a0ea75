package org.axletree.hub.registry.fleet;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.axletree.hub.authority.PasswordHash;

/**
 * A user name with what its password is compared with. Never logged: {@link #toString} has the name alone.
 *
 * @param hash where the source has that
 * @param plain the password itself, where the source has it; it is never kept
 */
public record UserPassword(String userName, Optional<PasswordHash> hash, Optional<byte[]> plain) {
    /** What a field of MQTT can carry. */
    private static final int MOST_BYTES = 65_535;

    /** Of a source that has hashes, of another broker or of a hub. */
    public static UserPassword hashed(String userName, PasswordHash hash) {
        return new UserPassword(userName, Optional.of(hash), Optional.empty());
    }

    /**
     * Of a source that has passwords.
     *
     * @throws IllegalArgumentException with a sentence, if no client can send it
     */
    public static UserPassword plain(String userName, String password) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("the password has " + bytes.length + " bytes (expected: at most "
                    + MOST_BYTES + ", as MQTT can carry)");
        }
        return new UserPassword(userName, Optional.empty(), Optional.of(bytes));
    }

    /** What is kept of it; where the source has the password itself, it takes as long to make as a login does. */
    PasswordHash toHash() {
        return hash.orElseGet(() -> PasswordHash.of(plain.orElseThrow()));
    }

    @Override
    public String toString() {
        return "UserPassword[" + userName + "]";
    }
}
