package org.axletree.coap.session;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.Optional;
import org.axletree.core.door.ServerIdentity;
import org.axletree.core.identity.DeviceIdentity;
import org.eclipse.californium.elements.auth.RawPublicKeyIdentity;
import org.eclipse.californium.elements.auth.X509CertPath;

/**
 * What a device is to know of the hub, and how it proves itself there (LwM2M object 0). A private key stays where it was made: the device
 * is told which public key or certificate it has shown, and keeps the key that goes with it.
 *
 * @param mode the security mode
 * @param identity what the device shows
 * @param server what the hub shows; empty with a pre-shared key and without DTLS
 * @param secret the pre-shared key; empty where the device's own is the secret, which the hub does not know
 */
record BootstrapAccount(
        String hubId, String deviceId, int mode, byte[] identity, byte[] server, Optional<byte[]> secret) {
    private static final int MODE_PRESHARED_KEY = 0;
    private static final int MODE_RAW_PUBLIC_KEY = 1;
    private static final int MODE_CERTIFICATE = 2;
    private static final int MODE_NO_SECURITY = 3;
    private static final byte[] NOTHING = {};

    /** Without DTLS. */
    static BootstrapAccount open(DeviceIdentity device) {
        return of(device, MODE_NO_SECURITY, NOTHING, NOTHING, Optional.of(NOTHING));
    }

    /** With a pre-shared key. */
    static BootstrapAccount keyed(DeviceIdentity device, String identity, byte[] key) {
        return of(device, MODE_PRESHARED_KEY, identity.getBytes(StandardCharsets.UTF_8), NOTHING, Optional.of(key));
    }

    /** With a key pair, which the device has just shown. */
    static BootstrapAccount paired(DeviceIdentity device, Principal shown, ServerIdentity hub) {
        Certificate own = hub.chain().get(0);
        try {
            if (shown instanceof RawPublicKeyIdentity raw) {
                return of(
                        device,
                        MODE_RAW_PUBLIC_KEY,
                        raw.getKey().getEncoded(),
                        own.getPublicKey().getEncoded(),
                        Optional.empty());
            }
            if (shown instanceof X509CertPath path) {
                return of(device, MODE_CERTIFICATE, path.getTarget().getEncoded(), own.getEncoded(), Optional.empty());
            }
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate without a form", e);
        }
        throw new IllegalArgumentException(
                "principal: " + shown.getClass() + " (expected: of a raw public key or certificates)");
    }

    private static BootstrapAccount of(
            DeviceIdentity device, int mode, byte[] identity, byte[] server, Optional<byte[]> secret) {
        return new BootstrapAccount(device.hubId(), device.deviceId(), mode, identity, server, secret);
    }

    boolean secure() {
        return mode != MODE_NO_SECURITY;
    }

    /** The security object as JSON, by its resources. */
    String security(String uri, int shortServerId) {
        return "{\"0\":\"" + uri + "\",\"1\":false,\"2\":" + mode + ",\"3\":\"" + base64(identity) + "\",\"4\":\""
                + base64(server) + "\""
                + secret.map(key -> ",\"5\":\"" + base64(key) + "\"").orElse("") + ",\"10\":"
                + shortServerId + "}";
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
