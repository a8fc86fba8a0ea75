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
import org.axletree.cli.terminal.FileProblem;

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

    private static final String CERTIFICATES = "the client's certificates in PEM";
    private static final String KEY = "a private key in PEM, without a pass phrase";

    private ClientKey() {}

    static KeyManagerFactory managers(Path certificates, Path key) {
        char[] none = new char[0];
        try {
            Certificate[] chain = chain(certificates);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("client", key(key), none, chain);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, none);
            return managers;
        } catch (IOException | GeneralSecurityException unusable) {
            throw Failure.usage("the certificate in " + certificates + " and the key in " + key
                    + " cannot be used together: " + unusable.getMessage() + " (expected: a certificate and its key)");
        }
    }

    private static Certificate[] chain(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .toArray(Certificate[]::new);
            if (chain.length > 0) {
                return chain;
            }
        } catch (IOException unreadable) {
            throw FileProblem.unreadable(file, unreadable, CERTIFICATES);
        } catch (GeneralSecurityException none) {
            // Said below, like a file with nothing in it.
        }
        throw Failure.usage("the file " + file + " has no certificate (expected: " + CERTIFICATES + ")");
    }

    private static PrivateKey key(Path file) {
        try {
            Matcher pem = PEM.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            if (pem.find()) {
                return key(pem);
            }
        } catch (IOException unreadable) {
            throw FileProblem.unreadable(file, unreadable, KEY);
        } catch (GeneralSecurityException unknown) {
            // Said below, like a file with something else in it.
        }
        throw Failure.usage("the file " + file + " has no key that can be read (expected: " + KEY + ")");
    }

    private static PrivateKey key(Matcher pem) throws GeneralSecurityException {
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
