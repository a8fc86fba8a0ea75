package org.axletree.verification.gate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.Ran;

/** A certificate authority of somebody else, made with openssl. */
final class ForeignAuthority {
    private final Path directory;
    private final String subject;

    private ForeignAuthority(Path directory, String subject) {
        this.directory = directory;
        this.subject = subject;
    }

    static ForeignAuthority in(Path directory) {
        return new ForeignAuthority(directory, "/CN=Somebody else");
    }

    /** Calls itself what another authority is called. */
    ForeignAuthority namedLike(Path authority) {
        String name = openssl("x509", "-in", authority.toString(), "-noout", "-subject", "-nameopt", "compat")
                .out()
                .replaceFirst("^subject= ?", "")
                .strip();
        return new ForeignAuthority(directory, name);
    }

    /** A certificate with the device's name, and a new key. */
    Device certify(Device known) {
        String prefix = directory.resolve(Fleet.unique("foreign")).toString();
        openssl(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "30",
                "-subj",
                subject,
                "-keyout",
                prefix + "-ca.key",
                "-out",
                prefix + "-ca.crt");
        openssl(
                "req",
                "-new",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/CN=" + known.name(),
                "-keyout",
                prefix + ".key",
                "-out",
                prefix + ".csr");
        openssl(
                "x509",
                "-req",
                "-in",
                prefix + ".csr",
                "-CA",
                prefix + "-ca.crt",
                "-CAkey",
                prefix + "-ca.key",
                "-CAcreateserial",
                "-days",
                "30",
                "-out",
                prefix + ".crt");
        return new Device(known.id(), known.name(), known.hub(), Path.of(prefix + ".crt"), Path.of(prefix + ".key"));
    }

    private static Ran openssl(String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        return Ran.command(Duration.ofMinutes(1), command).orThrow();
    }
}
