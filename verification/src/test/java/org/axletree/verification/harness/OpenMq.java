package org.axletree.verification.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An OpenMQ broker in a process of its own, as an enterprise may have had before it had a hub. */
public final class OpenMq implements AutoCloseable {
    public static final String USER = "enterprise";
    public static final String PASSWORD = "broker-for-a-test";

    private static final Path HOME = Path.of("target/openmq/mq").toAbsolutePath();

    private final Path var;
    private final int port = Ports.free();
    private final List<String> options;
    private Launched broker;

    private OpenMq(Path var, List<String> options) {
        this.var = var;
        this.options = options;
    }

    public static OpenMq start() {
        return start(List.of());
    }

    /** @param options further ones of the JVM, the broker's properties among them */
    public static OpenMq start(List<String> options) {
        OpenMq openMq = unused(options);
        openMq.launch();
        openMq.user("add", "-u", USER, "-p", PASSWORD);
        openMq.user("delete", "-f", "-u", "guest");
        return openMq;
    }

    /** One that is not started yet, whose {@link #USER} has another password than {@link #PASSWORD}. */
    public static OpenMq prepared(String otherPassword) {
        OpenMq openMq = unused(List.of());
        openMq.launch();
        openMq.user("add", "-u", USER, "-p", otherPassword);
        openMq.kill9();
        return openMq;
    }

    private static OpenMq unused(List<String> options) {
        try {
            return new OpenMq(Scratch.directory("axletree-openmq-"), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives its {@link #USER} a password. */
    public void password(String password) {
        user("update", "-f", "-u", USER, "-p", password);
    }

    public long pid() {
        return broker.process().pid();
    }

    public String address() {
        return "mq://127.0.0.1:" + port;
    }

    /** Pulls its plug. */
    public void kill9() {
        broker.kill();
    }

    /** Starts it, or starts it again with what it had. */
    public void launch() {
        List<String> command = java("com.sun.messaging.jmq.jmsserver.Broker");
        command.addAll(List.of("-name", "enterprise", "-port", Integer.toString(port), "-tty"));
        command.add("-Dimq.hostname=127.0.0.1");
        command.add("-Dimq.jmx.enabled=false");
        // In seconds; a minute by default.
        command.add("-Dimq.metrics.topic.interval=2");
        command.addAll(2, options); // after the heap, which they may change
        broker = Launched.of(new ProcessBuilder(command), var, Fleet.unique("broker"));
        broker.awaitOutput("ready", Duration.ofMinutes(3));
    }

    private void user(String... arguments) {
        List<String> command = java("com.sun.messaging.jmq.jmsserver.auth.usermgr.UserMgr");
        command.add(arguments[0]);
        command.addAll(List.of("-i", "enterprise"));
        command.addAll(List.of(arguments).subList(1, arguments.length));
        Ran.command(Duration.ofMinutes(2), command).orThrow();
    }

    private List<String> java(String main) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-Dimq.home=" + HOME,
                "-Dimq.varhome=" + var,
                "-Dimq.libhome=" + HOME.resolve("lib"),
                "-Dimq.etchome=" + HOME.resolve("etc"),
                "-cp",
                HOME.resolve("lib/imqbroker.jar") + ":" + HOME.resolve("lib/imqutil.jar"),
                main));
    }

    @Override
    public void close() {
        if (broker.isAlive()) {
            broker.kill();
        }
    }
}
