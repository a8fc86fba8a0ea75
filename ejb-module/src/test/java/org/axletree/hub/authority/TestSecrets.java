package org.axletree.hub.authority;

/** A box with a key of its own, for tests in other rooms. */
public final class TestSecrets {
    private TestSecrets() {}

    public static SecretBox box() {
        return new SecretBox(new byte[32]);
    }
}
