package org.axletree.core.scram;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * One exchange of SCRAM-SHA-256 as the server sees it (RFC 5802 section 5): the client's first message, the server's, the client's final
 * one, which holds the proof, and the server's final one, which proves the server to the client. There is no channel binding. Used by
 * one thread after the other.
 */
public final class ScramExchange {
    /** The authentication method of MQTT 5, and the mechanism of SASL. */
    public static final String METHOD = "SCRAM-SHA-256";

    /** The longest message of a client, in bytes. */
    public static final int MOST_BYTES = 2_048;

    private static final int NONCE_BYTES = 24;
    private static final int PROOF_BYTES = 32;
    private static final String FIRST = "n,,n=<user name>,r=<nonce>";
    private static final String FINAL = "c=<header>,r=<nonce>,p=<proof>";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** What stands before the part of the first message that is signed. */
    private final String header;

    private final String firstBare;
    private final String userName;
    private final String nonce;

    private String serverFirst = "";
    private byte[] signed = {};
    private byte[] proof = {};
    private Optional<byte[]> serverFinal = Optional.empty();

    private ScramExchange(String header, String firstBare, String userName, String nonce) {
        this.header = header;
        this.firstBare = firstBare;
        this.userName = userName;
        this.nonce = nonce;
    }

    /**
     * Begins with the client's first message.
     *
     * @throws ScramException if it is none, or asks for what is not there
     */
    public static ScramExchange begin(byte[] clientFirst) throws ScramException {
        byte[] own = new byte[NONCE_BYTES];
        RANDOM.nextBytes(own);
        return begin(clientFirst, Base64.getEncoder().encodeToString(own));
    }

    static ScramExchange begin(byte[] clientFirst, String ownNonce) throws ScramException {
        String text = text(clientFirst);
        String[] fields = text.split(",", -1);
        if (fields[0].startsWith("p=")) {
            throw new ScramException("channel binding is not offered (expected: n or y in the place of p=)");
        }
        requireNothingMandatory(fields);
        boolean complete = fields.length >= 4
                && (fields[0].equals("n") || fields[0].equals("y"))
                && fields[2].startsWith("n=")
                && fields[3].matches("r=[!-~]+");
        if (!complete) {
            throw new ScramException("the first message has another form (expected: " + FIRST + ")");
        }
        requireExtensions(fields, 4, fields.length);
        String name = fields[2].substring(2);
        if (!fields[1].isEmpty() && !fields[1].equals("a=" + name)) {
            throw new ScramException("an identity beside the user name (expected: none)");
        }
        String header = fields[0] + "," + fields[1] + ",";
        return new ScramExchange(
                header, text.substring(header.length()), decodedName(name), fields[3].substring(2) + ownNonce);
    }

    /** RFC 5802 section 5.1: whoever does not know a mandatory extension ends the exchange. The hub knows none. */
    private static void requireNothingMandatory(String[] fields) throws ScramException {
        for (String each : fields) {
            if (each.startsWith("m=")) {
                throw new ScramException("a mandatory extension (expected: no m=)");
            }
        }
    }

    /** What else a message says is signed with it, and means nothing here; it has a form all the same. */
    private static void requireExtensions(String[] fields, int from, int to) throws ScramException {
        for (int i = from; i < to; i++) {
            if (!fields[i].matches("[A-Za-z]=.+")) {
                throw new ScramException("an extension has another form (expected: a letter, = and a value)");
            }
        }
    }

    /** RFC 5802 section 5.1: a comma is written {@code =2C}, an equals sign {@code =3D}. */
    private static String decodedName(String name) throws ScramException {
        if (name.isEmpty()) {
            throw new ScramException("no user name (expected: " + FIRST + ")");
        }
        if (name.replaceAll("=(2C|3D)", "").contains("=")) {
            throw new ScramException("an equals sign in the user name (expected: =3D for it, =2C for a comma)");
        }
        return name.replace("=2C", ",").replace("=3D", "=");
    }

    /** As whom the client wants to log in. Nothing is proved by that. */
    public String userName() {
        return userName;
    }

    /**
     * The server's first message.
     *
     * @param salt of the user name
     */
    public byte[] serverFirst(byte[] salt) {
        return serverFirst(salt, ScramVerifier.ITERATIONS);
    }

    byte[] serverFirst(byte[] salt, int iterations) {
        serverFirst = "r=" + nonce + ",s=" + Base64.getEncoder().encodeToString(salt) + ",i=" + iterations;
        return serverFirst.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Takes the client's final message. Whether its proof is right, {@link #isProvedBy} tells.
     *
     * @throws ScramException if it is none, or not one of this exchange
     */
    public void receive(byte[] clientFinal) throws ScramException {
        if (serverFirst.isEmpty()) {
            throw new IllegalStateException("the server has not said its first message");
        }
        String text = text(clientFinal);
        int end = text.lastIndexOf(",p=");
        String[] fields = text.split(",", -1);
        requireNothingMandatory(fields);
        if (end < 0 || fields.length < 3 || !fields[0].startsWith("c=") || !fields[1].startsWith("r=")) {
            throw new ScramException("the final message has another form (expected: " + FINAL + ")");
        }
        requireExtensions(fields, 2, fields.length - 1);
        if (!new String(decoded(fields[0].substring(2)), StandardCharsets.UTF_8).equals(header)) {
            throw new ScramException("c is not the header of the first message (expected: it, in Base64)");
        }
        if (!isEqual(fields[1].substring(2), nonce)) {
            throw new ScramException("r is another nonce (expected: that of the server's first message)");
        }
        byte[] shown = decoded(text.substring(end + 3));
        if (shown.length != PROOF_BYTES) {
            throw new ScramException("the proof has " + shown.length + " bytes (expected: " + PROOF_BYTES + ")");
        }
        proof = shown;
        signed = (firstBare + "," + serverFirst + "," + text.substring(0, end)).getBytes(StandardCharsets.UTF_8);
    }

    /** Whether the client knows the password that this verifies. Takes as long whether it does or not. */
    public boolean isProvedBy(ScramVerifier verifier) {
        if (proof.length == 0) {
            throw new IllegalStateException("the client has not said its final message");
        }
        if (!verifier.isProvable()) {
            return false;
        }
        byte[] clientKey = ScramHash.xored(proof, ScramHash.hmac(verifier.storedKey(), signed));
        byte[] signature = ScramHash.hmac(verifier.serverKey(), signed);
        if (!MessageDigest.isEqual(ScramHash.sha256(clientKey), verifier.storedKey())) {
            return false;
        }
        serverFinal =
                Optional.of(("v=" + Base64.getEncoder().encodeToString(signature)).getBytes(StandardCharsets.UTF_8));
        return true;
    }

    /** The server's final message; empty unless something was proved. */
    public Optional<byte[]> serverFinal() {
        return serverFinal;
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** Java reads more than RFC 5802 section 7 allows: what has no padding, and bits that no byte has. */
    private static byte[] decoded(String base64) throws ScramException {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (Base64.getEncoder().encodeToString(bytes).equals(base64)) {
                return bytes;
            }
        } catch (IllegalArgumentException unreadable) {
            // As said below.
        }
        throw new ScramException(
                "a field of the final message is not Base64 with its padding (expected: " + FINAL + ")");
    }

    private static String text(byte[] message) throws ScramException {
        if (message.length > MOST_BYTES) {
            throw new ScramException(
                    "a message of " + message.length + " bytes (expected: at most " + MOST_BYTES + ")");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message))
                    .toString();
        } catch (CharacterCodingException unreadable) {
            throw new ScramException("a message that is not UTF-8 (expected: " + FIRST + ")");
        }
    }

    @Override
    public String toString() {
        return "ScramExchange[" + userName + "]";
    }
}
