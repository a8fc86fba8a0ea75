package org.axletree.verification.bench.broker;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Clouds;
import org.axletree.verification.harness.Fleet;

/** A running Axletree as devices of one dialect see it: who they are, and where they say what they measure. */
public final class DialectBroker implements Broker {
    private static final String OWN = "scaleway";

    private final String name;
    private final String filter;
    private final UnaryOperator<String> topic;
    private final AxletreeProcess process;
    private final Credentials hearer;
    private final List<Credentials> devices;
    private final List<String> names;

    private DialectBroker(
            String name,
            String filter,
            UnaryOperator<String> topic,
            AxletreeProcess process,
            Credentials hearer,
            List<Clouds.Device> devices) {
        this.name = name;
        this.filter = filter;
        this.topic = topic;
        this.process = process;
        this.hearer = hearer;
        this.devices = devices.stream()
                .map(each -> new Credentials(each.clientId(), each.userName(), each.password(), Optional.empty()))
                .toList();
        this.names = devices.stream().map(Clouds.Device::name).toList();
    }

    /** One for each dialect and way to report, all of one hub; the first is that of the management API. */
    public static List<DialectBroker> of(AxletreeProcess process, int devices) {
        Fleet.Hub hub = process.fleet().hub();
        Clouds clouds = new Clouds(process, hub);
        Fleet.Device one = process.fleet().insecureDevice(hub);
        Credentials hearer = new Credentials("hearer", one.id(), Optional.empty());
        List<Clouds.Device> plain = made(devices, i -> plain(process, hub));
        List<Clouds.Device> azure = made(devices, i -> insecure(process, clouds.azure(Fleet.unique("pump"))));
        List<Clouds.Device> huawei = made(devices, i -> insecure(process, clouds.huawei("lamp", Fleet.unique("n"))));
        String events = "devices/+/messages/events/#";
        String system = "$oc/devices/+/sys/#";
        return List.of(
                new DialectBroker(OWN, "plant/#", id -> "plant/" + id + "/celsius", process, hearer, plain),
                new DialectBroker("azure", events, id -> "devices/" + id + "/messages/events/", process, hearer, azure),
                new DialectBroker(
                        "azure+bag",
                        events,
                        id -> "devices/" + id + "/messages/events/%24.ct=application%2Fjson&%24.ce=utf-8&alert=no",
                        process,
                        hearer,
                        azure),
                new DialectBroker(
                        "huawei",
                        system,
                        id -> "$oc/devices/" + id + "/sys/properties/report",
                        process,
                        hearer,
                        huawei),
                new DialectBroker(
                        "huawei+up", system, id -> "$oc/devices/" + id + "/sys/messages/up", process, hearer, huawei));
    }

    private static List<Clouds.Device> made(int count, IntFunction<Clouds.Device> maker) {
        return IntStream.range(0, count).parallel().mapToObj(maker).toList();
    }

    private static Clouds.Device plain(AxletreeProcess process, Fleet.Hub hub) {
        Fleet.Device device = process.fleet().insecureDevice(hub);
        return new Clouds.Device(device.id(), device.name(), device.name(), device.id(), "");
    }

    private static Clouds.Device insecure(AxletreeProcess process, Clouds.Device device) {
        process.api()
                .patch("devices/" + device.id(), "{\"allow_insecure\":true}")
                .orThrow();
        return device;
    }

    /** Whether its devices are the management API's, which the others are compared to. */
    public boolean isOfTheHubsOwn() {
        return name.equals(OWN);
    }

    /** Whether its devices are those of another one, and only report in another way. */
    public boolean isAnotherWay() {
        return name.contains("+");
    }

    /** Of the device that hears what all the others say. */
    public Credentials hearer() {
        return hearer;
    }

    /** By which it hears them. */
    public String filter() {
        return filter;
    }

    /** Where client number {@code index} says what it measures. */
    public String topic(int index) {
        return topic.apply(names.get(index));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return topic.apply("<device>");
    }

    @Override
    public int port(Listener listener) {
        return listener == Listener.PLAIN ? process.mqttPort() : process.mqttsPort();
    }

    @Override
    public Credentials client(int index) {
        return devices.get(index);
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void restart(int hubs) {
        throw new UnsupportedOperationException(
                "one hub for all dialects (expected: a scenario that takes it as it is)");
    }

    @Override
    public void close() {
        process.close();
    }
}
