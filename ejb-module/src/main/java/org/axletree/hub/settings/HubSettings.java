package org.axletree.hub.settings;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.axletree.core.limit.HubLimit;

/**
 * What an operator may set (design.md section 3): an environment variable {@code AXLETREE_X_Y}, or the system property
 * {@code axletree.x.y}. The only reader of MicroProfile Config.
 */
@ApplicationScoped
public class HubSettings {

    /** The state directory, absolute. */
    public Path home() {
        throw new UnsupportedOperationException();
    }

    /** Address to bind devices and web to. */
    public String bind() {
        throw new UnsupportedOperationException();
    }

    public int mqttPort() {
        throw new UnsupportedOperationException();
    }

    public int mqttsPort() {
        throw new UnsupportedOperationException();
    }

    public int httpPort() {
        throw new UnsupportedOperationException();
    }

    public int httpsPort() {
        throw new UnsupportedOperationException();
    }

    /** The names the server certificate is for; never empty. */
    public List<String> hostNames() {
        throw new UnsupportedOperationException();
    }

    /** Address of an external JMS broker; empty for the embedded one. */
    public Optional<String> jmsUrl() {
        throw new UnsupportedOperationException();
    }

    public String jmsUser() {
        throw new UnsupportedOperationException();
    }

    public String jmsPassword() {
        throw new UnsupportedOperationException();
    }

    /** The key that secrets at rest are encrypted with, 32 bytes in base64; empty for the file {@code master.key}. */
    public Optional<String> masterKey() {
        throw new UnsupportedOperationException();
    }

    /** How long the server's certificate is valid, in days. */
    public int serverCertificateDays() {
        throw new UnsupportedOperationException();
    }

    /** JDBC address of the database: H2 in the state directory, or PostgreSQL. */
    public String databaseUrl() {
        throw new UnsupportedOperationException();
    }

    public Optional<String> databaseUser() {
        throw new UnsupportedOperationException();
    }

    public Optional<String> databasePassword() {
        throw new UnsupportedOperationException();
    }

    /** The value of a limit. */
    public int limit(HubLimit limit) {
        throw new UnsupportedOperationException();
    }
}
