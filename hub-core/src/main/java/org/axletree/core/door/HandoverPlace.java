package org.axletree.core.door;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Where a door takes connections that came in at the web's port: a port of this host, and a secret that whoever hands one over
 * says first, since everybody on this host can reach the port. It is found by a system property: whoever hands over lives in
 * another class loader.
 */
public final class HandoverPlace {
    /** Bytes of the secret. */
    public static final int SECRET_BYTES = 32;

    private static final String PROPERTY = "org.axletree.door.handover";

    private final int port;
    private final byte[] secret;

    private HandoverPlace(int port, byte[] secret) {
        this.port = port;
        this.secret = secret;
    }

    /** A new secret, for a port that is not open yet. */
    public static HandoverPlace create() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return new HandoverPlace(0, secret);
    }

    /** The one that there is now; empty while no door is open. */
    public static Optional<HandoverPlace> present() {
        String[] parts = System.getProperty(PROPERTY, "").split(" ");
        return parts.length == 2
                ? Optional.of(new HandoverPlace(
                        Integer.parseInt(parts[0]), HexFormat.of().parseHex(parts[1])))
                : Optional.empty();
    }

    /** Lets others find it: it is at this port. */
    public void open(int opened) {
        System.setProperty(PROPERTY, opened + " " + HexFormat.of().formatHex(secret));
    }

    /** Nobody is to find it any more. */
    public void close() {
        System.clearProperty(PROPERTY);
    }

    /** Of one that was found. */
    public int port() {
        return port;
    }

    public byte[] secret() {
        return secret.clone();
    }

    /** Whether somebody knows the secret; takes as long for a wrong one. */
    public boolean isSecret(byte[] said) {
        return MessageDigest.isEqual(secret, said);
    }
}
