package org.axletree.verification.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Payara Server 6 as it is distributed, with a domain of its own. */
public final class PayaraServer implements AutoCloseable {
    private static final Path HOME = Path.of("target/payara/payara6").toAbsolutePath();
    private static final String DOMAIN = "hub";

    private final Path directory;
    private final int portBase;

    private PayaraServer(Path directory, int portBase) {
        this.directory = directory;
        this.portBase = portBase;
    }

    /**
     * Creates a domain and starts it.
     *
     * @param portBase ports of the domain begin here: 80 above is HTTP, 48 above administration
     */
    public static PayaraServer start(int portBase) {
        try {
            PayaraServer server = new PayaraServer(Scratch.directory("axletree-payara-"), portBase);
            server.asadmin(
                    "create-domain",
                    "--nopassword",
                    "--portbase",
                    Integer.toString(portBase),
                    "--domaindir",
                    server.directory.toString(),
                    DOMAIN);
            server.asadmin("start-domain", "--domaindir", server.directory.toString(), DOMAIN);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs an {@code asadmin} command against the domain. */
    public Ran asadmin(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "sh",
                HOME.resolve("bin/asadmin").toString(),
                "--interactive=false",
                "--port",
                Integer.toString(portBase + 48)));
        command.addAll(List.of(arguments));
        return Ran.command(
                        Duration.ofMinutes(10), directory, Map.of("AS_JAVA", System.getProperty("java.home")), command)
                .orThrow();
    }

    public void restart() {
        asadmin("restart-domain", "--domaindir", directory.toString(), DOMAIN);
    }

    public int httpPort() {
        return portBase + 80;
    }

    public Path log() {
        return directory.resolve(DOMAIN).resolve("logs/server.log");
    }

    @Override
    public void close() {
        asadmin("stop-domain", "--kill", "--domaindir", directory.toString(), DOMAIN);
    }
}
