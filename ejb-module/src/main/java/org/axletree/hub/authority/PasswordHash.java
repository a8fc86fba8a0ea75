package org.axletree.hub.authority;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * A password that cannot be read back: by Argon2id (RFC 9106), or in the form in which another broker kept it. Forms of others:
 * {@code $7$} (Mosquitto, PBKDF2 with SHA-512), {@code $6$} (Mosquitto, SHA-512), {@code $2a$}, {@code $2b$} and {@code $2y$}
 * (bcrypt), {@code $emqx$} and {@code $emqx-pbkdf2$} (EMQX's built-in users).
 */
public final class PasswordHash {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final String OWN = "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=1$";
    private static final int BYTES = 32;
    private static final int SALT_BYTES = 16;

    private static final int MOST_TEXT = 500;

    /** What Argon2 makes at least. */
    private static final int LEAST_BYTES = 4;

    /**
     * What verification may cost.
     *
     * @param iterations of PBKDF2, for each block of its digest that the hash is long
     * @param memoryKib of Argon2, in all its passes together
     */
    private record Ceiling(int iterations, int bcryptCost, int memoryKib) {
        /** Well below half a second: logins of all tenants wait for one another. */
        static final Ceiling OF_IMPORTS = new Ceiling(200_000, 12, 128 * 1024);

        /** What earlier releases took. */
        static final Ceiling OF_KEPT = new Ceiling(7_000_000, 13, 640 * 1024);
    }

    private static final int MOST_MEMORY_KIB = 64 * 1024;

    private static final int MOST_LANES = 4;

    private static final Map<String, String> DIGESTS =
            Map.of("md5", "MD5", "sha", "SHA-1", "sha256", "SHA-256", "sha512", "SHA-512");

    private final String text;
    private final String[] parts;

    private PasswordHash(String text) {
        this.text = text;
        this.parts = text.split("\\$", -1);
    }

    /** Hashes a new password. */
    public static PasswordHash of(byte[] password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return new PasswordHash(OWN + base64.encodeToString(salt) + "$"
                + base64.encodeToString(argon2(password, salt, MEMORY_KIB, PASSES, 1, BYTES)));
    }

    /**
     * Reads a hash that somebody brings.
     *
     * @throws IllegalArgumentException with a sentence, if it is of no known form or too dear to verify
     */
    public static PasswordHash read(String text) {
        return read(text, Ceiling.OF_IMPORTS);
    }

    /** Reads a hash that the hub keeps. It may be dearer than what is taken by now, until its password is known. */
    public static PasswordHash kept(String text) {
        return read(text, Ceiling.OF_KEPT);
    }

    private static PasswordHash read(String text, Ceiling ceiling) {
        PasswordHash hash = new PasswordHash(text);
        String problem = text.length() > MOST_TEXT
                ? "is longer than " + MOST_TEXT + " characters"
                : hash.problem(ceiling).orElse("");
        if (!problem.isEmpty()) {
            throw new IllegalArgumentException("password hash " + problem);
        }
        return hash;
    }

    private Optional<String> problem(Ceiling ceiling) {
        try {
            return switch (form()) {
                case "argon2id" -> parts.length == 6 && parts[2].equals("v=19") ? argon2Problem(ceiling) : unknown();
                case "7" ->
                    parts.length == 5
                            ? priced(parts[2], ceiling.iterations() / blocks(64, decodedBytes(4)), decoded(3, 4))
                            : unknown();
                case "6" -> parts.length == 4 ? decoded(2, 3) : unknown();
                case "2a", "2b", "2y" ->
                    text.length() == 60 ? priced(parts[2], ceiling.bcryptCost(), Optional.empty()) : unknown();
                case "emqx" ->
                    parts.length == 6
                                    && (DIGESTS.containsKey(parts[2]) || parts[2].equals("plain"))
                                    && parts[3].matches("prefix|suffix|disable")
                            ? decodedHex(5)
                            : unknown();
                case "emqx-pbkdf2" ->
                    parts.length == 6 && parts[2].matches("sha|sha256|sha512")
                            ? priced(
                                    parts[3],
                                    ceiling.iterations() / blocks(digestBytes(), parts[5].length() / 2),
                                    decodedHex(5))
                            : unknown();
                default -> unknown();
            };
        } catch (IllegalArgumentException unreadable) {
            return unknown();
        }
    }

    private static Optional<String> unknown() {
        return Optional.of("is of no known form (expected: $argon2id$, $7$, $6$, $2b$ or $emqx$)");
    }

    private static Optional<String> dear() {
        return Optional.of("would cost too much at each login (expected: at most " + Ceiling.OF_IMPORTS.iterations()
                + " iterations, bcrypt's cost " + Ceiling.OF_IMPORTS.bcryptCost()
                + ", or Argon2 with 64 MiB and 128 MiB in all passes)");
    }

    /** @param otherwise what else is wrong */
    private static Optional<String> priced(String number, int most, Optional<String> otherwise) {
        int value = Integer.parseInt(number);
        if (otherwise.isPresent() || value < 1) {
            return otherwise.or(PasswordHash::unknown);
        }
        return value > most ? dear() : Optional.empty();
    }

    private Optional<String> decoded(int salt, int hash) {
        Base64.getDecoder().decode(parts[salt]);
        int least = form().equals("argon2id") ? LEAST_BYTES : 1;
        return decodedBytes(hash) >= least ? Optional.empty() : unknown();
    }

    private int decodedBytes(int part) {
        return Base64.getDecoder().decode(parts[part]).length;
    }

    /** PBKDF2 iterates for each of them. */
    private static int blocks(int size, int bytes) {
        return Math.max(1, (bytes + size - 1) / size);
    }

    private int digestBytes() {
        return switch (parts[2]) {
            case "sha" -> 20;
            case "sha256" -> 32;
            default -> 64;
        };
    }

    private Optional<String> decodedHex(int hash) {
        Base64.getDecoder().decode(parts[4]);
        return parts[2].equals("plain") || HexFormat.of().parseHex(parts[hash]).length > 0
                ? Optional.empty()
                : unknown();
    }

    private Optional<String> argon2Problem(Ceiling ceiling) {
        int memory = Integer.parseInt(argon2("m"));
        int passes = Integer.parseInt(argon2("t"));
        int lanes = Integer.parseInt(argon2("p"));
        if (memory < 1 || passes < 1 || lanes < 1) {
            return unknown();
        }
        boolean isWithin = memory <= MOST_MEMORY_KIB && passes <= ceiling.memoryKib() / memory && lanes <= MOST_LANES;
        return isWithin ? decoded(4, 5) : dear();
    }

    private String argon2(String name) {
        for (String each : parts[3].split(",")) {
            if (each.startsWith(name + "=")) {
                return each.substring(2);
            }
        }
        throw new IllegalArgumentException(name);
    }

    private String form() {
        return parts.length > 2 && parts[0].isEmpty() ? parts[1] : "";
    }

    /** Whether it is as this hub makes them, and costs as much; another is made anew once the password is known. */
    public boolean isOwn() {
        return text.startsWith(OWN);
    }

    /** As it is kept. */
    public String text() {
        return text;
    }

    /** Compares in the same time whatever the password is. */
    public boolean matches(byte[] password) {
        return switch (form()) {
            case "argon2id" -> {
                byte[] wanted = Base64.getDecoder().decode(parts[5]);
                yield MessageDigest.isEqual(
                        wanted,
                        argon2(
                                password,
                                Base64.getDecoder().decode(parts[4]),
                                Integer.parseInt(argon2("m")),
                                Integer.parseInt(argon2("t")),
                                Integer.parseInt(argon2("p")),
                                wanted.length));
            }
            case "7" -> {
                byte[] wanted = Base64.getDecoder().decode(parts[4]);
                yield MessageDigest.isEqual(
                        wanted,
                        pbkdf2(
                                new SHA512Digest(),
                                password,
                                Base64.getDecoder().decode(parts[3]),
                                Integer.parseInt(parts[2]),
                                wanted.length));
            }
            case "6" ->
                MessageDigest.isEqual(
                        Base64.getDecoder().decode(parts[3]),
                        digest("SHA-512", password, Base64.getDecoder().decode(parts[2])));
            case "2a", "2b", "2y" -> password.length <= 72 && OpenBSDBCrypt.checkPassword(text, password.clone());
            case "emqx" -> matchesEmqx(password);
            default -> {
                byte[] wanted = HexFormat.of().parseHex(parts[5]);
                Digest digest =
                        switch (parts[2]) {
                            case "sha" -> new SHA1Digest();
                            case "sha256" -> new SHA256Digest();
                            default -> new SHA512Digest();
                        };
                yield MessageDigest.isEqual(
                        wanted,
                        pbkdf2(
                                digest,
                                password,
                                Base64.getDecoder().decode(parts[4]),
                                Integer.parseInt(parts[3]),
                                wanted.length));
            }
        };
    }

    private boolean matchesEmqx(byte[] password) {
        byte[] salt = Base64.getDecoder().decode(parts[4]);
        if (parts[2].equals("plain")) {
            return MessageDigest.isEqual(parts[5].getBytes(StandardCharsets.UTF_8), password);
        }
        byte[] wanted = HexFormat.of().parseHex(parts[5]);
        String name = DIGESTS.get(parts[2]);
        byte[] made =
                switch (parts[3]) {
                    case "prefix" -> digest(name, salt, password);
                    case "suffix" -> digest(name, password, salt);
                    default -> digest(name, password, new byte[0]);
                };
        return MessageDigest.isEqual(wanted, made);
    }

    private static byte[] digest(String name, byte[] first, byte[] second) {
        try {
            MessageDigest digest = MessageDigest.getInstance(name);
            digest.update(first);
            return digest.digest(second);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(name + ": every Java has it", missing);
        }
    }

    private static byte[] pbkdf2(Digest digest, byte[] password, byte[] salt, int iterations, int bytes) {
        PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(digest);
        generator.init(password, salt, iterations);
        return ((KeyParameter) generator.generateDerivedMacParameters(bytes * Byte.SIZE)).getKey();
    }

    private static byte[] argon2(byte[] password, byte[] salt, int memoryKib, int passes, int lanes, int bytes) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[bytes];
        generator.generateBytes(password, hash);
        return hash;
    }

    /** Never what it is. */
    @Override
    public String toString() {
        return "PasswordHash[" + form() + "]";
    }
}
