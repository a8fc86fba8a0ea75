package org.axletree.core.scram;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * What proves that somebody knows a password, and proves it to him, without being the password (RFC 5802 section 3): {@code StoredKey}
 * and {@code ServerKey}. Whoever reads it can pretend to be the server, and guess passwords at leisure: it lies sealed. Not in {@link
 * #toString()}.
 */
public final class ScramVerifier {
    /** How often a password is hashed, by every device at every login. The least that RFC 7677 section 4 allows: devices are small. */
    public static final int ITERATIONS = 4_096;

    private static final int KEY_BYTES = 32;
    private static final byte[] NONE = {};

    private final byte[] storedKey;
    private final byte[] serverKey;

    private ScramVerifier(byte[] storedKey, byte[] serverKey) {
        this.storedKey = storedKey;
        this.serverKey = serverKey;
    }

    /**
     * Of a password. Takes some milliseconds of a processor.
     *
     * @return empty where there can be none: RFC 5802 has passwords prepared by SASLprep (RFC 4013), which changes nothing of printable
     *     ASCII and much of other text, so that others would be a matter of luck
     */
    public static Optional<ScramVerifier> of(byte[] password, byte[] salt) {
        return isPrintableAscii(password) ? Optional.of(of(password, salt, ITERATIONS)) : Optional.empty();
    }

    /** Of a password that has none: knows the password again, and is {@linkplain #isProvable proved} by no exchange. */
    public static ScramVerifier ofAnyBytes(byte[] password, byte[] salt) {
        return new ScramVerifier(of(password, salt, ITERATIONS).storedKey, NONE);
    }

    static ScramVerifier of(byte[] password, byte[] salt, int iterations) {
        byte[] salted = ScramHash.salted(password, salt, iterations);
        byte[] clientKey = ScramHash.hmac(salted, "Client Key".getBytes(StandardCharsets.US_ASCII));
        return new ScramVerifier(
                ScramHash.sha256(clientKey), ScramHash.hmac(salted, "Server Key".getBytes(StandardCharsets.US_ASCII)));
    }

    /** @throws IllegalArgumentException if these are not the {@link #bytes()} of one */
    public static ScramVerifier read(byte[] bytes) {
        if (bytes.length != KEY_BYTES && bytes.length != 2 * KEY_BYTES) {
            throw new IllegalArgumentException("SCRAM verifier: " + bytes.length + " bytes (expected: " + 2 * KEY_BYTES
                    + ", or " + KEY_BYTES + " of what no exchange proves)");
        }
        return new ScramVerifier(Arrays.copyOf(bytes, KEY_BYTES), Arrays.copyOfRange(bytes, KEY_BYTES, bytes.length));
    }

    /** Whether an exchange can prove it: it has both keys. */
    public boolean isProvable() {
        return serverKey.length > 0;
    }

    /** Its keys, to be kept. */
    public byte[] bytes() {
        byte[] both = Arrays.copyOf(storedKey, KEY_BYTES + serverKey.length);
        System.arraycopy(serverKey, 0, both, KEY_BYTES, serverKey.length);
        return both;
    }

    /** Whether both were made of one password and one salt. Takes as long whether they were or not. */
    public boolean isSame(ScramVerifier other) {
        return MessageDigest.isEqual(bytes(), other.bytes());
    }

    byte[] storedKey() {
        return storedKey;
    }

    byte[] serverKey() {
        return serverKey;
    }

    private static boolean isPrintableAscii(byte[] password) {
        for (byte each : password) {
            if (each < ' ' || each > '~') {
                return false;
            }
        }
        return password.length > 0;
    }

    @Override
    public String toString() {
        return "ScramVerifier";
    }
}
