package org.axletree.verification.bench.broker;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Who a client says it is.
 *
 * @param userName empty for none
 * @param certificate what it shows with mutual TLS
 */
public record Credentials(String clientId, String userName, String password, Optional<KeyPairFiles> certificate) {
    /** Without a password. */
    public Credentials(String clientId, String userName, Optional<KeyPairFiles> certificate) {
        this(clientId, userName, "", certificate);
    }

    /** A certificate and its key, in PEM files. */
    public record KeyPairFiles(Path certificate, Path key) {}
}
