package org.axletree.hub.registry.token;

/**
 * A token that was just created. This is the only time its secret is shown.
 *
 * @param secret what goes into the header; not in {@link #toString()}
 */
public record CreatedToken(ApiToken token, String secret) {
    @Override
    public String toString() {
        return "CreatedToken[" + token + "]";
    }
}
