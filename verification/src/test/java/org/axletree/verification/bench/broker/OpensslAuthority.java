package org.axletree.verification.bench.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.axletree.verification.harness.Ran;

/** A certificate authority for the brokers that have none of their own: ECDSA P-256, as Axletree issues. */
final class OpensslAuthority {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path directory;

    /** Makes {@code ca.crt} and {@code ca.key}. */
    OpensslAuthority(Path directory) throws IOException {
        this.directory = directory;
        Files.writeString(directory.resolve("names"), "subjectAltName=DNS:localhost,IP:127.0.0.1\n");
        newKey("ca");
        openssl("req -x509 -new -key ca.key -sha256 -days 30 -subj /CN=bench -out ca.crt");
    }

    /** Makes {@code NAME.crt} and {@code NAME.key}. */
    OpensslAuthority certify(String name) {
        newKey(name);
        openssl("req -new -key " + name + ".key -subj /CN=" + name + " -out " + name + ".csr");
        openssl("x509 -req -in " + name + ".csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 30 -sha256"
                + " -extfile names -out " + name + ".crt");
        return this;
    }

    private void newKey(String name) {
        openssl("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out " + name + ".key");
    }

    private void openssl(String arguments) {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(Arrays.asList(arguments.split(" ")));
        Ran.command(PATIENCE, directory, Map.of(), command).orThrow();
    }
}
