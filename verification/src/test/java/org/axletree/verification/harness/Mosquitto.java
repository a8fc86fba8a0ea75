package org.axletree.verification.harness;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** The clients of the Mosquitto project, the ones that people try a hub with. */
public final class Mosquitto {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Mosquitto() {}

    /** Publishes with {@code mosquitto_pub} over mutual TLS. */
    public static Ran publish(
            RunningHub hub, Fleet.Device device, String topic, String payload, int qos, String... options) {
        List<String> command = new ArrayList<>(List.of("mosquitto_pub"));
        command.addAll(mutualTls(hub, device));
        command.addAll(List.of("-t", topic, "-m", payload, "-q", Integer.toString(qos)));
        command.addAll(List.of(options));
        return Ran.command(PATIENCE, command);
    }

    /** Asks with {@code mosquitto_rr} over mutual TLS, at QoS 1, and waits for the answer. */
    public static Ran ask(
            RunningHub hub, Fleet.Device device, String topic, String answerTopic, String payload, String... options) {
        List<String> command = new ArrayList<>(List.of("mosquitto_rr"));
        command.addAll(mutualTls(hub, device));
        command.addAll(List.of("-t", topic, "-e", answerTopic, "-m", payload, "-q", "1", "-W", "15"));
        command.addAll(List.of(options));
        return Ran.command(Duration.ofSeconds(20), command);
    }

    /** The options of a device that comes with its certificate. */
    public static List<String> mutualTls(RunningHub hub, Fleet.Device device) {
        return List.of(
                "-h",
                "localhost",
                "-p",
                Integer.toString(hub.mqttsPort()),
                "--cafile",
                hub.serverAuthority().toString(),
                "--cert",
                device.certificate().toString(),
                "--key",
                device.key().toString());
    }

    /** A running {@code mosquitto_sub}. */
    public static final class Subscriber implements AutoCloseable {
        private final Launched launched;

        private Subscriber(Launched launched) {
            this.launched = launched;
        }

        /** Waits until it has printed so many lines. */
        public List<String> awaitLines(int count, Duration patience) {
            Awaitility.await(count + " messages").atMost(patience).until(() -> lines().size() >= count);
            return lines();
        }

        /** What it heard, a line for each message, without what it says of itself. */
        public List<String> lines() {
            return Launched.wholeLines(launched.out())
                    .lines()
                    .filter(line -> !line.startsWith("Client ") && !line.startsWith("Subscribed (mid"))
                    .toList();
        }

        public boolean isAlive() {
            return launched.isAlive();
        }

        public int awaitEnd(Duration patience) {
            return launched.awaitEnd(patience);
        }

        @Override
        public void close() {
            launched.kill();
        }
    }

    /** Subscribes with {@code mosquitto_sub} over mutual TLS, and waits until the hub has granted it. */
    public static Subscriber subscribe(RunningHub hub, Fleet.Device device, String filter, String... options) {
        return subscribe(hub, device, filter, 1, options);
    }

    public static Subscriber subscribe(RunningHub hub, Fleet.Device device, String filter, int qos, String... options) {
        List<String> command = new ArrayList<>(List.of("stdbuf", "-oL", "mosquitto_sub", "-d"));
        command.addAll(mutualTls(hub, device));
        command.addAll(List.of("-t", filter, "-q", Integer.toString(qos)));
        command.addAll(List.of(options));
        return launched(command, hub.axletree().directory());
    }

    /** A {@code mosquitto_sub} that says what it does, once it has subscribed. */
    static Subscriber launched(List<String> command, Path directory) {
        Launched launched = Launched.of(new ProcessBuilder(command), directory, Fleet.unique("mosquitto_sub"));
        launched.awaitOutput("Subscribed (mid", PATIENCE);
        return new Subscriber(launched);
    }
}
