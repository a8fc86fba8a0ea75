package org.axletree.verification.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Mosquitto's broker in a process of its own, which keeps its sessions when it is started anew. */
public final class MosquittoBroker implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path directory;
    private final Path settings;
    private final int port = Ports.free();
    private Launched server;

    private MosquittoBroker(String more) throws IOException {
        directory = Scratch.directory("axletree-mosquitto-");
        settings = Files.writeString(
                directory.resolve("mosquitto.conf"),
                """
                listener %d 127.0.0.1
                allow_anonymous true
                persistence true
                persistence_location %s/
                user root
                max_queued_messages 0
                %s
                """
                        .formatted(port, directory, more));
        restart();
    }

    public static MosquittoBroker start() {
        return start("");
    }

    /** @param more lines of its configuration */
    public static MosquittoBroker start(String more) {
        try {
            return new MosquittoBroker(more);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void restart() {
        server = Launched.of(
                new ProcessBuilder("/usr/sbin/mosquitto", "-v", "-c", settings.toString()),
                directory,
                Fleet.unique("mosquitto"));
        server.awaitPort(port, PATIENCE);
    }

    /** Ends it in order, as what it keeps is written then. */
    public void stop() {
        server.process().destroy();
        server.awaitEnd(PATIENCE);
    }

    /** Lets it hang, or go on. */
    public void hang(boolean hangs) {
        Ran.command(
                        PATIENCE,
                        List.of(
                                "kill",
                                hangs ? "-STOP" : "-CONT",
                                Long.toString(server.process().pid())))
                .orThrow();
    }

    /** Whether its log has a text, since it was started last. */
    public boolean said(String text) {
        return server.err().contains(text) || server.out().contains(text);
    }

    public int port() {
        return port;
    }

    public String url() {
        return "mqtt://127.0.0.1:" + port;
    }

    /** @param options as of mosquitto_pub */
    public void publish(String topic, String payload, String... options) {
        List<String> command = new ArrayList<>(List.of("mosquitto_pub", "-V", "5", "-p", Integer.toString(port)));
        command.addAll(List.of("-t", topic, "-m", payload, "-q", "2"));
        command.addAll(List.of(options));
        Ran.command(PATIENCE, command).orThrow();
    }

    /** A subscriber whose session lives on; format is mosquitto_sub's. */
    public Mosquitto.Subscriber subscribe(String filter, String format, String... options) {
        List<String> command = new ArrayList<>(
                List.of("stdbuf", "-oL", "mosquitto_sub", "-d", "-V", "5", "-p", Integer.toString(port), "-q", "2"));
        command.addAll(List.of("-i", Fleet.unique("sub"), "-c", "-x", "3600"));
        // When a session is resumed, Mosquitto sends more than the 20 that its own client takes, which then leaves.
        command.addAll(List.of("-D", "connect", "receive-maximum", "1000"));
        command.addAll(List.of("-t", filter, "-F", format));
        command.addAll(List.of(options));
        return Mosquitto.launched(command, directory);
    }

    @Override
    public void close() {
        server.kill();
    }
}
