package org.axletree.verification.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An identity provider (OpenID Connect) in a process of its own: npm's {@code oidc-provider}, over TLS by an authority of its own. */
public final class IdentityProvider implements AutoCloseable {
    public static final String CLIENT_ID = "axletree";
    public static final String CLIENT_SECRET = "the secret of the console: + & %";

    private static final Path SOURCE = Path.of("src/test/oidc");
    private static final Path DIRECTORY = Path.of("target/oidc").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final int port = Ports.free();
    private final OwnersPki pki = new OwnersPki();
    private final HttpClient http;
    private final Launched server;

    /** @param redirect where it sends browsers back to */
    public IdentityProvider(String redirect) {
        pki.root("authority");
        pki.leaf("provider", "localhost", "authority");
        this.http = HttpClient.newBuilder()
                .sslContext(Tls.trustingFile(authority()).context())
                .build();
        install();
        this.server = Launched.of(
                new ProcessBuilder(List.of(
                                "node",
                                "provider.mjs",
                                Integer.toString(port),
                                pki.file("provider.key").toString(),
                                pki.file("provider.pem").toString(),
                                redirect,
                                CLIENT_ID,
                                CLIENT_SECRET))
                        .directory(DIRECTORY.toFile()),
                authority().getParent(),
                Fleet.unique("provider"));
        server.awaitOutput("provider is ready", PATIENCE);
    }

    private static void install() {
        try {
            Files.createDirectories(DIRECTORY);
            for (String file : List.of("package.json", "provider.mjs")) {
                Files.copy(SOURCE.resolve(file), DIRECTORY.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Ran.command(
                        PATIENCE,
                        DIRECTORY,
                        Map.of(),
                        List.of("npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"))
                .orThrow();
    }

    public String issuer() {
        return "https://localhost:" + port;
    }

    /** The authority by which it is known. */
    public Path authority() {
        return pki.file("authority.pem");
    }

    /** From now on it says this of somebody. */
    public void says(String name, String claims) {
        try {
            http.send(
                    HttpRequest.newBuilder(URI.create(issuer() + "/people/" + name))
                            .PUT(HttpRequest.BodyPublishers.ofString(claims))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        server.kill();
    }
}
