package org.axletree.hub.authority;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Authorities and certificates as owners make them: with the command {@code openssl}, each of a name of its own. */
public final class OwnerPki {
    /** Options of {@code openssl genpkey}, by a name for people. */
    public static final List<String> P_256 = List.of("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256");

    private static final String AUTHORITY = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign";

    private final Path directory;
    private final OpenSsl openssl;
    private final List<String> key;

    public OwnerPki(Path directory, List<String> key) {
        this.directory = directory;
        this.openssl = new OpenSsl(directory);
        this.key = List.copyOf(key);
    }

    public OwnerPki(Path directory) {
        this(directory, P_256);
    }

    /** A root, as {@code openssl req -x509} makes it; answers its PEM. */
    public String root(String name, String... options) throws IOException, InterruptedException {
        newKey(name);
        List<String> command = new ArrayList<>(List.of(
                "req", "-x509", "-key", name + ".key", "-days", "2", "-subj", "/CN=" + name, "-out", name + ".pem"));
        command.addAll(List.of(options));
        openssl.must(command.toArray(String[]::new));
        return pem(name);
    }

    /** An authority under another; answers its PEM. */
    public String intermediate(String name, String issuer) throws IOException, InterruptedException {
        return signed(name, "/CN=" + name, issuer, AUTHORITY);
    }

    /** A leaf; without extensions it is of version 1, as the commands of many tutorials make it (scaleway.md 0.3). */
    public String leaf(String name, String subject, String issuer, String extensions, String... options)
            throws IOException, InterruptedException {
        return signed(name, subject, issuer, extensions, options);
    }

    private String signed(String name, String subject, String issuer, String extensions, String... options)
            throws IOException, InterruptedException {
        newKey(name);
        openssl.must(
                "req",
                "-utf8",
                "-new",
                "-key",
                name + ".key",
                "-subj",
                subject,
                "-multivalue-rdn",
                "-out",
                name + ".csr");
        List<String> sign = new ArrayList<>(List.of(
                "x509",
                "-req",
                "-in",
                name + ".csr",
                "-CA",
                issuer + ".pem",
                "-CAkey",
                issuer + ".key",
                "-CAcreateserial",
                "-days",
                "1",
                "-out",
                name + ".pem"));
        sign.addAll(List.of(options));
        if (!extensions.isEmpty()) {
            Files.writeString(directory.resolve(name + ".ext"), extensions + "\n");
            sign.addAll(List.of("-extfile", name + ".ext"));
        }
        openssl.must(sign.toArray(String[]::new));
        return pem(name);
    }

    /** A signature with SHA-256 over the text, by the key of that name; Base64. */
    public String signature(String name, String text) throws IOException, InterruptedException {
        Files.writeString(directory.resolve("text"), text);
        openssl.must("dgst", "-sha256", "-sign", name + ".key", "-out", "signature", "text");
        return Base64.getEncoder().encodeToString(Files.readAllBytes(directory.resolve("signature")));
    }

    private void newKey(String name) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("genpkey", "-out", name + ".key"));
        command.addAll(key);
        openssl.must(command.toArray(String[]::new));
    }

    public String pem(String name) throws IOException {
        return Files.readString(directory.resolve(name + ".pem"));
    }

    public X509Certificate certificate(String name) throws IOException {
        return TestAuthorities.read(pem(name));
    }
}
