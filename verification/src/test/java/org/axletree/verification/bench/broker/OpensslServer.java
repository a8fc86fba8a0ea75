package org.axletree.verification.bench.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.Ports;
import org.axletree.verification.harness.Ran;
import org.axletree.verification.harness.Scratch;

/**
 * No broker: {@code openssl s_server}, which shakes hands, verifies the certificate of the client and turns round a line of
 * text. What mutual TLS costs without anything behind it.
 */
public final class OpensslServer implements Broker {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AxletreeBroker clients;
    private final int port = Ports.free();
    private final Process process;

    /** @param clients whose clients it knows: theirs are the certificates, and the authority that they are verified with */
    public OpensslServer(AxletreeBroker clients) {
        this.clients = clients;
        try {
            Path directory = Scratch.directory("axletree-openssl-");
            new OpensslAuthority(directory).certify("server");
            process = new ProcessBuilder(List.of(
                            "openssl",
                            "s_server",
                            "-accept",
                            HOST + ":" + port,
                            "-cert",
                            "server.crt",
                            "-key",
                            "server.key",
                            "-CAfile",
                            clients.authority().toString(),
                            "-Verify",
                            "1",
                            "-verify_return_error",
                            "-rev",
                            "-quiet"))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Awaitility.await("openssl s_server").atMost(PATIENCE).until(this::listens);
    }

    private boolean listens() {
        try (Socket socket = new Socket(HOST, port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public String name() {
        return "openssl";
    }

    @Override
    public String description() {
        return Ran.command(PATIENCE, List.of("openssl", "version")).out().strip()
                + ", s_server: one thread, one connection after the other";
    }

    @Override
    public boolean speaksMqtt() {
        return false;
    }

    @Override
    public int port(Listener listener) {
        return port;
    }

    @Override
    public Credentials client(int index) {
        return clients.client(index);
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void restart(int hubs) {
        throw new UnsupportedOperationException("it has nothing in its memory");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
