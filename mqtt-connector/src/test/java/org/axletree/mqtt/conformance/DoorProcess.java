package org.axletree.mqtt.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.axletree.core.door.DoorSettings;
import org.axletree.core.door.DoorStatus;
import org.axletree.core.door.Durability;
import org.axletree.core.door.SessionStorage;
import org.axletree.core.limit.DoorLimits;
import org.axletree.mqtt.adapter.InflowActivation;
import org.axletree.mqtt.adapter.MqttResourceAdapter;
import org.axletree.mqtt.adapter.TestDoor;
import org.axletree.mqtt.adapter.Way;
import org.axletree.mqtt.inflow.FakeContainer;
import org.axletree.mqtt.inflow.FakeInflow;

/** A door in a process of its own, which can be killed. Where it keeps sessions is given. */
final class DoorProcess implements AutoCloseable {
    private final Process process;
    private final int port;

    private DoorProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static DoorProcess start(Path directory) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoorProcess.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String port = out.readLine();
        if (port == null) {
            throw new IOException("the door did not open");
        }
        return new DoorProcess(process, Integer.parseInt(port));
    }

    int port() {
        return port;
    }

    /** No file of it may grow from now on, or they may again: for the process it is as if the disk were full. */
    void filesMayGrow(boolean may) throws IOException, InterruptedException {
        // The soft limit only, so that it can be raised again.
        Process prlimit = new ProcessBuilder(
                        "prlimit", "--pid", Long.toString(process.pid()), "--fsize=" + (may ? "unlimited" : "1") + ":")
                .inheritIO()
                .start();
        if (prlimit.waitFor() != 0) {
            throw new IOException("prlimit: " + prlimit.exitValue() + " (expected: 0)");
        }
    }

    /** As by {@code kill -9}. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Opens the door on a port that the system chose, says which, and waits for its end. */
    public static void main(String[] arguments) throws Exception {
        FakeContainer container = new FakeContainer(new FakeInflow());
        MqttResourceAdapter adapter = new MqttResourceAdapter();
        adapter.start(container);
        adapter.endpointActivation(container, new InflowActivation());
        adapter.door()
                .open(new DoorSettings(
                        TestDoor.HOST,
                        List.of(Way.MQTT.on(0)),
                        TestDoor.SERVER_AUTHORITY.server("localhost"),
                        new SessionStorage(Path.of(arguments[0]), Durability.PROCESS),
                        DoorLimits.DEFAULT));
        while (adapter.door().status().state() == DoorStatus.State.OPENING) {
            Thread.sleep(10);
        }
        System.out.println(
                adapter.door().status().listener("mqtt").orElseThrow().port());
        Thread.currentThread().join();
    }
}
