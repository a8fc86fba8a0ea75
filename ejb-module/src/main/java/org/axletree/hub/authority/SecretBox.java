package org.axletree.hub.authority;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.axletree.core.crypto.HmacSha256;
import org.axletree.core.home.StateDirectory;
import org.axletree.hub.settings.HubSettings;

/**
 * Encrypts secrets at rest with the master key of the installation (configuration.md).
 *
 * <p>A sealed secret is bound to a context, as {@code hub:<id>:ca}: it opens only with the same context, so that a sealed
 * value copied into another row is worthless. It consists of a version (1 byte), the first 4 bytes of the SHA-256 of the
 * key, which tell a wrong key from a damaged value, a nonce (12 bytes), and AES-256-GCM with its tag (16 bytes).
 */
@ApplicationScoped
public class SecretBox {
    private static final byte VERSION = 1;
    private static final int KEY_BYTES = 32;
    private static final int KEY_MARK_BYTES = 4;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int HEADER_BYTES = 1 + KEY_MARK_BYTES + NONCE_BYTES;
    private static final String KEY_FILE = "master.key";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey key;
    private final byte[] keyMark;

    /** For the container's proxy. */
    protected SecretBox() {
        this(new byte[KEY_BYTES]);
    }

    @Inject
    public SecretBox(HubSettings settings) {
        this(masterKey(settings.masterKey(), StateDirectory.at(settings.home())));
    }

    SecretBox(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
        this.keyMark = Arrays.copyOf(sha256(key), KEY_MARK_BYTES);
    }

    public byte[] seal(String context, byte[] secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(secret);
            return ByteBuffer.allocate(HEADER_BYTES + encrypted.length)
                    .put(VERSION)
                    .put(keyMark)
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("secret of " + context + ": cannot be sealed", failure);
        }
    }

    /** @throws IllegalStateException if it was sealed with another key or context, or was changed */
    public byte[] open(String context, byte[] sealed) {
        if (sealed.length < HEADER_BYTES + TAG_BITS / 8 || sealed[0] != VERSION) {
            throw new IllegalStateException("secret of " + context + ": not a sealed secret of version " + VERSION);
        }
        if (!Arrays.equals(sealed, 1, 1 + KEY_MARK_BYTES, keyMark, 0, KEY_MARK_BYTES)) {
            throw new IllegalStateException("secret of " + context
                    + ": sealed with another master key (expected: the key of the first start, in the file " + KEY_FILE
                    + " or in AXLETREE_MASTER_KEY)");
        }
        byte[] nonce = Arrays.copyOfRange(sealed, 1 + KEY_MARK_BYTES, HEADER_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, context)
                    .doFinal(sealed, HEADER_BYTES, sealed.length - HEADER_BYTES);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(
                    "secret of " + context + ": changed since it was sealed, or sealed for something else", failure);
        }
    }

    /**
     * 32 bytes that only this installation makes of the input, the same each time, and that tell nothing of the master key.
     *
     * @param context what they are for: for another purpose they are others
     */
    public byte[] derived(String context, byte[] input) {
        byte[] ofContext = HmacSha256.of(key.getEncoded(), ("derived:" + context).getBytes(StandardCharsets.UTF_8));
        return HmacSha256.of(ofContext, input);
    }

    private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    static byte[] masterKey(Optional<String> setting, StateDirectory home) {
        return setting.map(text -> decode("AXLETREE_MASTER_KEY", text))
                .orElseGet(() -> decode(home.file(KEY_FILE).toString(), home.secret(KEY_FILE, KEY_BYTES)));
    }

    /** Both alphabets of Base64 (RFC 4648): people make keys with {@code openssl rand -base64 32}. */
    private static byte[] decode(String source, String text) {
        try {
            byte[] key =
                    Base64.getDecoder().decode(text.strip().replace('-', '+').replace('_', '/'));
            if (key.length == KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException notBase64) {
            // Not passed on: its message may quote the key.
        }
        throw new IllegalStateException(source + ": not a master key (expected: 32 bytes in base64)");
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
