package org.axletree.verification.bench.broker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.axletree.verification.bench.broker.Credentials.KeyPairFiles;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.RunningHub;

/**
 * The real {@code axletree.jar} with nothing taken out of the message's path: a hub with devices that are authenticated,
 * message filters that are looked at, the message-driven bean.
 */
public final class AxletreeBroker implements Broker {
    /** Enough that in no scenario but the storms two clients are one device. */
    private static final int DEVICES = 120;

    /** Windows and queues as wide as the other broker's. */
    private static final int IN_FLIGHT = 1_000;

    private static final int QUEUED = 200_000;

    /** In the queue of a route: a whole burst, if nobody reads. */
    private static final int ROUTE_QUEUE = 1_000_000;

    private static final String FILTERS =
            ",\"allow_insecure\":true,\"allow_multiple_connections\":true,\"message_filters\":{"
                    + "\"publish\":{\"policy\":\"accept\",\"topics\":[\"bench/#\"]},"
                    + "\"subscribe\":{\"policy\":\"accept\",\"topics\":[\"bench/#\"]}}";

    private final List<String> jvmOptions;
    private final int deviceCount;
    private final List<Fleet.Device> devices = new ArrayList<>();
    private AxletreeProcess process;

    /** @param jvmOptions those that {@code ./axletree run} uses */
    public AxletreeBroker(List<String> jvmOptions) {
        this(jvmOptions, DEVICES);
    }

    /** @param deviceCount how many devices its clients are */
    public AxletreeBroker(List<String> jvmOptions, int deviceCount) {
        this.jvmOptions = List.copyOf(jvmOptions);
        this.deviceCount = deviceCount;
        start(1);
    }

    private void start(int hubCount) {
        process = Axletree.fresh()
                .withJvmOptions(jvmOptions)
                .withLimit("IN_FLIGHT_PER_SESSION", IN_FLIGHT)
                .withLimit("QUEUED_PER_SESSION", QUEUED)
                .withLimit("ROUTE_QUEUE_MESSAGES", ROUTE_QUEUE)
                .start();
        devices.clear();
        Fleet fleet = process.fleet();
        List<Fleet.Hub> hubs = new ArrayList<>();
        for (int i = 0; i < hubCount; i++) {
            hubs.add(fleet.hub());
        }
        // Making keys takes long, and every core may.
        devices.addAll(IntStream.range(0, deviceCount)
                .parallel()
                .mapToObj(i -> fleet.device(hubs.get(i % hubCount), FILTERS))
                .toList());
    }

    public RunningHub hub() {
        return process;
    }

    /** The authority of its clients' certificates, as a PEM file; with one hub only. */
    Path authority() {
        return process.fleet().hubAuthority(devices.get(0).hub());
    }

    @Override
    public String name() {
        return "axletree";
    }

    @Override
    public String description() {
        return "Axletree, java " + String.join(" ", jvmOptions);
    }

    @Override
    public int port(Listener listener) {
        return listener == Listener.PLAIN ? process.mqttPort() : process.mqttsPort();
    }

    @Override
    public Credentials client(int index) {
        Fleet.Device device = devices.get(index % devices.size());
        return new Credentials(
                "bench-" + index, device.id(), Optional.of(new KeyPairFiles(device.certificate(), device.key())));
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void restart(int hubs) {
        process.close();
        start(hubs);
    }

    @Override
    public void close() {
        process.close();
    }
}
