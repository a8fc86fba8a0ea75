package org.axletree.verification.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to start {@code axletree.jar}: a state directory, free ports, settings. The same description may be started again and
 * again on the same state.
 */
public final class Axletree {
    /** {@code axletree.jar} as it was built. */
    public static final Path JAR =
            Path.of("../server-config/target/axletree.jar").toAbsolutePath().normalize();

    /** Long enough for a machine that is busy with other things; nothing is said of how long it should take. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path directory;
    private final Map<String, String> settings = new LinkedHashMap<>();
    /** Compiled once and quickly: nearly half of the processor time of a start would go into compiling it again, and better. */
    private final List<String> jvmOptions = new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));

    private final List<String> wrapper = new ArrayList<>();
    private Path jar = JAR;

    private Axletree(Path directory) {
        this.directory = directory;
    }

    /** A hub with a state directory of its own, all ports free and everything else by default. */
    public static Axletree fresh() {
        try {
            return in(Scratch.directory("axletree-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A hub that works in a directory, with its state in {@code state}. */
    public static Axletree in(Path directory) {
        return new Axletree(directory)
                .with("AXLETREE_HOME", directory.resolve("state").toString())
                .with("AXLETREE_BIND", "127.0.0.1")
                .with("AXLETREE_HOST", "localhost,127.0.0.1")
                .withPort("AXLETREE_MQTT_PORT")
                .withPort("AXLETREE_MQTTS_PORT")
                .withPort("AXLETREE_WS_PORT")
                .withPort("AXLETREE_WSS_PORT")
                .withPort("AXLETREE_COAP_PORT")
                .withPort("AXLETREE_COAPS_PORT")
                .withPort("AXLETREE_HTTP_PORT")
                .withPort("AXLETREE_HTTPS_PORT")
                .withPort("AXLETREE_JMS_PORT");
    }

    /** Sets an environment variable. */
    public Axletree with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    public Axletree withPort(String setting) {
        return with(setting, Integer.toString(Ports.free()));
    }

    /** Lets a limit have another value than its default. */
    public Axletree withLimit(String limit, int value) {
        return with("AXLETREE_LIMIT_" + limit, Integer.toString(value));
    }

    public Axletree withJvmOption(String option) {
        jvmOptions.add(option);
        return this;
    }

    /** Lets the JVM compile better what is called often, as it does by default: for a hub that lives long, or has much to do. */
    public Axletree compiledWell() {
        return withJvmOption("-XX:TieredStopAtLevel=4");
    }

    /** Replaces the options of the JVM. */
    public Axletree withJvmOptions(List<String> options) {
        jvmOptions.clear();
        jvmOptions.addAll(options);
        return this;
    }

    /** Runs java by another command, as in {@code faketime +1y}. */
    public Axletree wrappedIn(String... command) {
        wrapper.clear();
        wrapper.addAll(List.of(command));
        return this;
    }

    /** Runs the launcher of another file than the one that was built, such as one with another application in it. */
    public Axletree withJar(Path other) {
        jar = other;
        return this;
    }

    public Path directory() {
        return directory;
    }

    public Path home() {
        return Path.of(settings.get("AXLETREE_HOME"));
    }

    public String setting(String name) {
        return Optional.ofNullable(settings.get(name)).orElseThrow(() -> new IllegalArgumentException(name));
    }

    /** Everything that is set. */
    public Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    /** The same hub, where something else than this description starts it. */
    public RunningHub elsewhere() {
        return new RunningHub(this);
    }

    public int port(String setting) {
        return Integer.parseInt(setting(setting));
    }

    /** Starts it and waits until it says that it is ready. */
    public AxletreeProcess start() {
        AxletreeProcess process = launch();
        process.awaitReady(PATIENCE);
        return process;
    }

    /** Starts it where it is expected to refuse, and waits for its end. */
    public Ran attempt() {
        AxletreeProcess process = launch();
        try {
            int status = process.launched().awaitEnd(PATIENCE);
            return new Ran(status, process.out(), process.err());
        } finally {
            process.close();
        }
    }

    /** Starts it and does not wait. */
    public AxletreeProcess launch() {
        if (!Files.exists(jar)) {
            throw new IllegalStateException(
                    jar + ": missing (expected: server-config is packaged before it is verified)");
        }
        List<String> command = new ArrayList<>(wrapper);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", jar.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AXLETREE_"));
        builder.environment().putAll(settings);
        return new AxletreeProcess(this, Launched.of(builder, directory, "axletree"));
    }
}
