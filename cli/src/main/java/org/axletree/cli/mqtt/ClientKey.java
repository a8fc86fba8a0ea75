package org.axletree.cli.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import org.axletree.cli.terminal.Failure;

/** A certificate and its key from files in PEM, as openssl writes them. */
final class ClientKey {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (RSA |EC )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END");
    private static final byte[] RSA = {
        0x30, 0x0D, 0x06, 0x09, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00
    };
    private static final byte[] EC = {0x06, 0x07, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x02, 0x01};
    private static final byte[] P256 = {0x06, 0x08, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x03, 0x01, 0x07};
    private static final byte[] P384 = {0x06, 0x05, 0x2B, (byte) 0x81, 0x04, 0x00, 0x22};

    private ClientKey() {}

    static KeyManagerFactory managers(Path certificates, Path key) {
        char[] none = new char[0];
        try (InputStream in = Files.newInputStream(certificates)) {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .toArray(Certificate[]::new);
            if (chain.length == 0) {
                throw Failure.usage("the file " + certificates + " has no certificate (expected: PEM)");
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("client", key(key), none, chain);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, none);
            return managers;
        } catch (IOException | GeneralSecurityException unreadable) {
            throw Failure.usage("the certificate in " + certificates + " or its key in " + key
                    + " cannot be read (expected: PEM, the key without a pass phrase)");
        }
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        Matcher pem = PEM.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!pem.find()) {
            throw new GeneralSecurityException("no key");
        }
        byte[] der = Base64.getMimeDecoder().decode(pem.group(2));
        String kind = pem.group(1) == null ? "" : pem.group(1).strip();
        byte[] pkcs8 =
                switch (kind) {
                    case "RSA" -> wrapped(RSA, der);
                    case "EC" -> wrapped(sequence(0x30, joined(EC, holds(der, P384) ? P384 : P256)), der);
                    default -> der;
                };
        for (String algorithm : new String[] {"EC", "RSA", "EdDSA"}) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (GeneralSecurityException another) {
                // The next one may know it.
            }
        }
        throw new GeneralSecurityException("unknown kind of key");
    }

    /** The older forms of a key, in that of PKCS #8. */
    private static byte[] wrapped(byte[] algorithm, byte[] key) {
        return sequence(0x30, joined(joined(new byte[] {0x02, 0x01, 0x00}, algorithm), sequence(0x04, key)));
    }

    private static byte[] sequence(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else if (content.length < 0x100) {
            out.write(0x81);
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] joined(byte[] one, byte[] other) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(one);
        out.writeBytes(other);
        return out.toByteArray();
    }

    private static boolean holds(byte[] bytes, byte[] part) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(new String(part, StandardCharsets.ISO_8859_1));
    }
}
