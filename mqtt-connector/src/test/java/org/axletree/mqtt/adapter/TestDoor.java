package org.axletree.mqtt.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.resource.ResourceException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.axletree.core.door.DeviceLine;
import org.axletree.core.door.DoorListener;
import org.axletree.core.door.DoorSettings;
import org.axletree.core.door.DoorStatus;
import org.axletree.core.door.SessionStorage;
import org.axletree.core.door.TlsEngine;
import org.axletree.core.limit.DoorLimits;
import org.axletree.core.limit.HubLimit;
import org.axletree.mqtt.inflow.FakeContainer;
import org.axletree.mqtt.inflow.FakeInflow;

/** The real adapter in a fake container with a fake hub, open on ports that the system chose. */
public final class TestDoor implements AutoCloseable {
    public static final String HOST = "127.0.0.1";
    /** The authority of the server's own certificate. */
    public static final TestAuthority SERVER_AUTHORITY = new TestAuthority("Axletree test server CA");

    static {
        Leaks.watch();
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        // For a machine that is busy with other things: nobody waits for this to pass.
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    public final FakeInflow hub = new FakeInflow();
    public final FakeContainer container;
    public final MqttResourceAdapter adapter;
    private final InflowActivation activation = new InflowActivation();
    private boolean closed;

    public TestDoor() {
        this(DoorLimits.DEFAULT);
    }

    public TestDoor(DoorLimits limits) {
        this(limits, TestStorage.fresh());
    }

    /** @param storage that of a door which was there before, or a fresh one */
    public TestDoor(DoorLimits limits, SessionStorage storage) {
        this(limits, storage, hub -> {});
    }

    /** @param prepare tells the hub what it has to know before the door opens */
    public TestDoor(DoorLimits limits, SessionStorage storage, Consumer<FakeInflow> prepare) {
        this(limits, storage, Set.of(), 0, prepare);
    }

    /** @param proxied the listeners where the PROXY protocol is spoken */
    public TestDoor(Set<Way> proxied) {
        this(DoorLimits.DEFAULT, TestStorage.fresh(), proxied, 0, hub -> {});
    }

    /** @param foundation in the place of the machine's */
    TestDoor(DoorLimits limits, SessionStorage storage, DoorFoundation foundation) {
        this(limits, storage, Set.of(), TlsEngine.AUTO, 0, hub -> {}, foundation);
    }

    TestDoor(TlsEngine tls) {
        this(DoorLimits.DEFAULT, TestStorage.fresh(), Set.of(), tls, 0, hub -> {}, DoorFoundation.OF_THE_MACHINE);
    }

    public TestDoor(int mostConnections) {
        this(mostConnections, 0);
    }

    TestDoor(int mostConnections, int refusedEndpoints) {
        this(
                DoorLimits.with(Map.of(HubLimit.CONNECTIONS, mostConnections)),
                TestStorage.fresh(),
                Set.of(),
                refusedEndpoints,
                hub -> {});
    }

    private TestDoor(
            DoorLimits limits,
            SessionStorage storage,
            Set<Way> proxied,
            int refusedEndpoints,
            Consumer<FakeInflow> prepare) {
        this(limits, storage, proxied, TlsEngine.AUTO, refusedEndpoints, prepare, DoorFoundation.OF_THE_MACHINE);
    }

    private TestDoor(
            DoorLimits limits,
            SessionStorage storage,
            Set<Way> proxied,
            TlsEngine tls,
            int refusedEndpoints,
            Consumer<FakeInflow> prepare,
            DoorFoundation foundation) {
        adapter = new MqttResourceAdapter(foundation);
        prepare.accept(hub);
        container = new FakeContainer(hub, refusedEndpoints);
        adapter.start(container);
        activate();
        line().open(new DoorSettings(
                HOST, listeners(proxied), tls, SERVER_AUTHORITY.server("localhost"), storage, limits));
        await().until(() -> line().status().state() != DoorStatus.State.OPENING);
        assertThat(line().status().problem()).isEmpty();
        assertThat(line().status().state()).isEqualTo(DoorStatus.State.OPEN);
    }

    private void activate() {
        try {
            adapter.endpointActivation(container, activation);
        } catch (ResourceException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until all have gone and the hub has been told of each, and forgets what was. */
    public void forget() {
        await().until(() ->
                line().status().occupancy().connections() == 0 && hub.departures.size() == hub.admissions.size());
        hub.notices.clear();
        hub.departures.clear();
        hub.admissions.clear();
        hub.requests.clear();
    }

    public DeviceLine line() {
        return adapter.door();
    }

    /** Settings for a door on this machine. */
    static DoorSettings settings(List<DoorListener> listeners, DoorLimits limits) {
        return new DoorSettings(HOST, listeners, SERVER_AUTHORITY.server("localhost"), TestStorage.fresh(), limits);
    }

    private static List<DoorListener> listeners(Set<Way> proxied) {
        return Arrays.stream(Way.values()).map(way -> way.on(0, proxied)).toList();
    }

    public int port(Way listener) {
        return line().status().listener(listener.listenerName()).orElseThrow().port();
    }

    public int port() {
        return port(Way.MQTT);
    }

    public int tlsPort() {
        return port(Way.MQTTS);
    }

    /** Deactivates and stops the adapter, and finds fault with what it did to its endpoints. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        adapter.endpointDeactivation(container, activation);
        adapter.stop();
        assertThat(container.violations).isEmpty();
        assertThat(container.openEndpoints.get()).isZero();
        assertThat(Leaks.found()).isEmpty();
    }
}
