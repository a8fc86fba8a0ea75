package org.axletree.hub.settings;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.UUID;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The administrator's credentials (configuration.md): generated at the first start into files of the state directory, or
 * set. Only hashes are kept in memory; comparisons take constant time.
 */
@ApplicationScoped
public class Administrator {
    /** The administrator's login name. */
    public static final String NAME = "admin";

    /** A password may be chosen by a person, so a guess has to be expensive (OWASP Password Storage, PBKDF2 with SHA-256). */
    private static final int ITERATIONS = 600_000;

    private static final int LONGEST = 256;

    private final HubSettings settings;
    private final byte[] salt = new byte[16];
    private byte[] passwordHash = {};
    private byte[] tokenHash = {};

    /** For the container's proxy. */
    protected Administrator() {
        this.settings = null;
    }

    @Inject
    public Administrator(HubSettings settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    /** Reads or makes the credentials. */
    @PostConstruct
    public void prepare() {
        new SecureRandom().nextBytes(salt);
        String password = settings.adminPassword()
                .orElseGet(() -> settings.stateDirectory().secret("admin-password", 18));
        // In the form of a UUID, with 122 random bits: Scaleway's tools take nothing else.
        String token = settings.adminToken().orElseGet(() -> settings.stateDirectory()
                .secret("admin-token", () -> UUID.randomUUID().toString()));
        passwordHash = slowHash(password.toCharArray());
        tokenHash = fastHash(token);
    }

    /** The files are there when the application has started, not when somebody first asks. */
    void startsWith(@Observes @Initialized(ApplicationScoped.class) Object application) {
        // The call itself made the bean, and the bean the files.
    }

    /** Whether the operator of the server has set the password, rather than the hub made it. */
    public boolean isPasswordSet() {
        return settings.hasAdminPassword();
    }

    /** Takes some hundred milliseconds, whatever the answer. */
    public boolean passwordMatches(String userName, char[] password) {
        boolean known = MessageDigest.isEqual(fastHash(NAME), fastHash(userName));
        boolean plausible = password.length > 0 && password.length <= LONGEST;
        boolean right = MessageDigest.isEqual(passwordHash, slowHash(plausible ? password : new char[] {' '}));
        return known & plausible & right;
    }

    /** A token has 122 random bits, or as many as the operator cared for: one hash is enough to compare in constant time. */
    public boolean tokenMatches(String token) {
        return token.length() <= LONGEST && MessageDigest.isEqual(tokenHash, fastHash(token));
    }

    @Override
    public String toString() {
        return "Administrator[…]";
    }

    private byte[] slowHash(char[] password) {
        PBEKeySpec specification = new PBEKeySpec(password, salt, ITERATIONS, 256);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(specification)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("PBKDF2WithHmacSHA256: missing from this Java", e);
        } finally {
            specification.clearPassword();
        }
    }

    private static byte[] fastHash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256: missing from this Java", e);
        }
    }
}
