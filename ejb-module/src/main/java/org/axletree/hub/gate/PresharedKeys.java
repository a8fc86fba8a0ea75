package org.axletree.hub.gate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.axletree.core.door.PresharedKey;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.credential.CredentialSafe;
import org.axletree.hub.registry.huawei.HuaweiDirectory;
import org.axletree.hub.registry.huawei.HuaweiLogin;

/**
 * Which key proves which identity in a DTLS handshake (docs/reference/dialects/huawei.md N6): the identity is the node id of a secure
 * device, and the key is what its secret means in hexadecimal. A secret that is no such number is the key itself, as text.
 */
@ApplicationScoped
public class PresharedKeys {
    private static final Pattern HEXADECIMAL = Pattern.compile("(?:[0-9a-fA-F]{2})+");

    private HuaweiDirectory directory;
    private CredentialSafe safe;

    /** For the container's proxy. */
    protected PresharedKeys() {}

    @Inject
    public PresharedKeys(HuaweiDirectory directory, CredentialSafe safe) {
        this.directory = directory;
        this.safe = safe;
    }

    /** Empty if nobody has that identity. Blocks on the database. */
    public Optional<PresharedKey> of(String identity) {
        return directory.loginOfNode(identity).map(this::of);
    }

    private PresharedKey of(HuaweiLogin login) {
        DeviceIdentity device = login.device().identity();
        boolean usable = !login.device().allowInsecure()
                && login.credential().kind() == CredentialKind.SECRET
                && !login.device().hasParent()
                && login.expiresAt().filter(end -> !Instant.now().isBefore(end)).isEmpty();
        Optional<byte[]> secret =
                usable ? safe.open(device.deviceId(), login.credential()).primary() : Optional.empty();
        return new PresharedKey(device.hubId(), device.deviceId(), secret.map(PresharedKeys::key));
    }

    private static byte[] key(byte[] secret) {
        String text = new String(secret, StandardCharsets.US_ASCII);
        return HEXADECIMAL.matcher(text).matches() ? HexFormat.of().parseHex(text) : secret;
    }
}
