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
    private Launched broker;

    private OpenMq(Path var) {
        this.var = var;
    }

    public static OpenMq start() {
        try {
            OpenMq openMq = new OpenMq(Scratch.directory("axletree-openmq-"));
            openMq.launch();
            openMq.user("add", "-u", USER, "-p", PASSWORD);
            openMq.user("delete", "-f", "-u", "guest");
            return openMq;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        broker.kill();
    }
}
