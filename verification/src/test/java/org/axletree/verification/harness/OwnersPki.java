package org.axletree.verification.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.Fleet.Hub;

/** The certificates of an owner who makes them with {@code openssl}, as tutorials do. */
public final class OwnersPki {
    public static final List<String> P_256 = List.of("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256");

    private static final String AUTHORITY = "basicConstraints=critical,CA:TRUE";

    private final Path directory;
    private final List<String> key;

    public OwnersPki() {
        this(P_256);
    }

    /** @param key options of {@code openssl genpkey} */
    public OwnersPki(List<String> key) {
        try {
            this.directory = Scratch.directory("axletree-pki");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        this.key = key;
    }

    private OwnersPki(Path directory, List<String> key) {
        this.directory = directory;
        this.key = key;
    }

    /** The same authorities, with other keys for what is made from now on. */
    public OwnersPki with(List<String> otherKey) {
        return new OwnersPki(directory, otherKey);
    }

    /** A root; so that authorities of different owners are called the same, its subject is not its name. */
    public String root(String name) {
        newKey(name);
        openssl("req", "-x509", "-key", name + ".key", "-days", "2", "-subj", "/CN=factory", "-out", name + ".pem");
        return pem(name);
    }

    public String expiredRoot(String name) {
        newKey(name);
        run(List.of(
                "faketime",
                "10 days ago",
                "openssl",
                "req",
                "-x509",
                "-key",
                name + ".key",
                "-days",
                "1",
                "-subj",
                "/CN=factory",
                "-out",
                name + ".pem"));
        return pem(name);
    }

    public String intermediate(String name, String issuer) {
        return signed(name, "line", issuer, AUTHORITY);
    }

    /** A certificate of version 1. */
    public String leaf(String name, String commonName, String issuer) {
        return signed(name, commonName, issuer, "");
    }

    /** What a client shows: the leaf, and all that is above it. */
    public Device device(Hub hub, String commonName, String issuer, String... above) {
        String name = Fleet.unique("leaf");
        StringBuilder chain = new StringBuilder(leaf(name, commonName, issuer));
        for (String each : above) {
            chain.append(pem(each));
        }
        try {
            Path file = Files.writeString(directory.resolve(name + "-chain.pem"), chain);
            return new Device("", commonName, hub, file, directory.resolve(name + ".key"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A device with a certificate that signed itself. */
    public Device selfSigned(Device device) {
        String name = Fleet.unique("self");
        newKey(name);
        openssl("req", "-x509", "-key", name + ".key", "-days", "2", "-subj", "/CN=whoever", "-out", name + ".pem");
        return new Device(
                device.id(),
                device.name(),
                device.hub(),
                directory.resolve(name + ".pem"),
                directory.resolve(name + ".key"));
    }

    public Path file(String name) {
        return directory.resolve(name);
    }

    public String pem(String name) {
        try {
            return Files.readString(directory.resolve(name + ".pem"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String signed(String name, String commonName, String issuer, String extensions) {
        newKey(name);
        openssl("req", "-new", "-key", name + ".key", "-subj", "/CN=" + commonName, "-out", name + ".csr");
        List<String> sign = new ArrayList<>(List.of(
                "openssl",
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
        if (!extensions.isEmpty()) {
            try {
                Files.writeString(directory.resolve(name + ".ext"), extensions + "\n");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            sign.addAll(List.of("-extfile", name + ".ext"));
        }
        run(sign);
        return pem(name);
    }

    private void newKey(String name) {
        List<String> command = new ArrayList<>(List.of("openssl", "genpkey", "-out", name + ".key"));
        command.addAll(key);
        run(command);
    }

    private void openssl(String... arguments) {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        run(command);
    }

    private void run(List<String> command) {
        Ran.command(Duration.ofSeconds(60), directory, java.util.Map.of(), command)
                .orThrow();
    }
}
