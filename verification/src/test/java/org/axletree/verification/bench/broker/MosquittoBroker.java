package org.axletree.verification.bench.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.axletree.verification.bench.broker.Credentials.KeyPairFiles;
import org.axletree.verification.harness.Ports;
import org.axletree.verification.harness.Ran;
import org.axletree.verification.harness.Scratch;

/** Debian's Mosquitto. It lets everybody in and looks at no filters. */
public final class MosquittoBroker implements Broker {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path directory;
    private final int plainPort = Ports.free();
    private final int tlsPort = Ports.free();
    private final int mutualPort = Ports.free();
    private final String program;
    private Process process;

    public MosquittoBroker() {
        program = Stream.of("/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/usr/bin/mosquitto")
                .filter(each -> Files.isExecutable(Path.of(each)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("mosquitto: missing (expected: Debian's package)"));
        try {
            directory = Scratch.directory("axletree-mosquitto-");
            new OpensslAuthority(directory).certify("server").certify("client");
            Files.writeString(directory.resolve("mosquitto.conf"), configuration());
            start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unbounded windows and queues apart, it is as it comes: persistence on, which it writes every half an hour. */
    private String configuration() {
        return """
                user %s
                allow_anonymous true
                persistence true
                persistence_location %s/
                max_inflight_messages 1000
                max_queued_messages 0
                set_tcp_nodelay true
                log_dest none
                listener %d %s
                listener %d %s
                certfile server.crt
                keyfile server.key
                listener %d %s
                cafile ca.crt
                certfile server.crt
                keyfile server.key
                require_certificate true
                """
                .formatted(
                        System.getProperty("user.name"), directory, plainPort, HOST, tlsPort, HOST, mutualPort, HOST);
    }

    private void start() throws IOException {
        // As many files as the JVM takes of its own accord.
        process = new ProcessBuilder("sh", "-c", "ulimit -n $(ulimit -Hn); exec \"$0\" -c mosquitto.conf", program)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("mosquitto.out").toFile())
                .start();
        Process started = process;
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        Awaitility.await("mosquitto").atMost(PATIENCE).until(() -> !started.isAlive() || listens());
        if (!started.isAlive()) {
            throw new IllegalStateException("mosquitto ended: " + Files.readString(directory.resolve("mosquitto.out")));
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(HOST, mutualPort), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public String name() {
        return "mosquitto";
    }

    @Override
    public String description() {
        String version = Ran.command(PATIENCE, List.of(program, "-h"))
                .out()
                .lines()
                .findFirst()
                .orElse("mosquitto");
        return version + ", max_inflight_messages 1000, max_queued_messages 0, set_tcp_nodelay true";
    }

    @Override
    public int port(Listener listener) {
        return switch (listener) {
            case PLAIN -> plainPort;
            case TLS -> tlsPort;
            case MUTUAL_TLS -> mutualPort;
        };
    }

    @Override
    public Credentials client(int index) {
        return new Credentials(
                "bench-" + index,
                "",
                Optional.of(new KeyPairFiles(directory.resolve("client.crt"), directory.resolve("client.key"))));
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void restart(int hubs) {
        close();
        try {
            Files.deleteIfExists(directory.resolve("mosquitto.db"));
            start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
