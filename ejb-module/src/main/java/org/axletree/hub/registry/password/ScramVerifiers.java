package org.axletree.hub.registry.password;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.axletree.core.scram.ScramVerifier;
import org.axletree.hub.authority.SecretBox;

/** What devices prove by SCRAM-SHA-256 that they know their passwords: made, sealed and opened. Does not look anything up. */
@ApplicationScoped
public class ScramVerifiers {
    private static final int SALT_BYTES = 16;

    private SecretBox box;

    /** For the container's proxy. */
    protected ScramVerifiers() {}

    @Inject
    public ScramVerifiers(SecretBox box) {
        this.box = box;
    }

    /** Of a user name, whether somebody has it or not: nobody can tell which. Those of other installations are others. */
    public byte[] salt(String userName) {
        return Arrays.copyOf(box.derived("scram-sha-256 salt", userName.getBytes(StandardCharsets.UTF_8)), SALT_BYTES);
    }

    /** Takes some milliseconds of a processor. What no exchange can prove ({@link ScramVerifier#of}) is known again all the same. */
    public ScramVerifier of(String userName, byte[] password) {
        byte[] salt = salt(userName);
        return ScramVerifier.of(password, salt).orElseGet(() -> ScramVerifier.ofAnyBytes(password, salt));
    }

    byte[] seal(String deviceId, ScramVerifier verifier) {
        return box.seal(context(deviceId), verifier.bytes());
    }

    /** Empty where the hub has not seen the password yet. */
    public Optional<ScramVerifier> open(DevicePassword known) {
        return known.sealedVerifier().map(bytes -> ScramVerifier.read(box.open(context(known.deviceId()), bytes)));
    }

    private static String context(String deviceId) {
        return "device:" + deviceId + ":scram-sha-256";
    }
}
