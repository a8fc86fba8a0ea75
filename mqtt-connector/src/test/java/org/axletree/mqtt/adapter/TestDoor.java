package org.axletree.mqtt.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.resource.ResourceException;
import java.time.Duration;
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

    private static final Map<DoorListener, Integer> ANY_PORTS = Map.of(
            DoorListener.MQTT, 0,
            DoorListener.MQTTS, 0,
            DoorListener.WS, 0,
            DoorListener.WSS, 0);

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
    public TestDoor(Set<DoorListener> proxied) {
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
            Set<DoorListener> proxied,
            int refusedEndpoints,
            Consumer<FakeInflow> prepare) {
        this(limits, storage, proxied, TlsEngine.AUTO, refusedEndpoints, prepare, DoorFoundation.OF_THE_MACHINE);
    }

    private TestDoor(
            DoorLimits limits,
            SessionStorage storage,
            Set<DoorListener> proxied,
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
                HOST, ANY_PORTS, proxied, tls, SERVER_AUTHORITY.server("localhost"), storage, limits));
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
        await().until(() -> line().status().connections() == 0 && hub.departures.size() == hub.admissions.size());
        hub.notices.clear();
        hub.departures.clear();
        hub.admissions.clear();
        hub.requests.clear();
    }

    public DeviceLine line() {
        return adapter.door();
    }

    /** Settings for a door on this machine. */
    static DoorSettings settings(Map<DoorListener, Integer> ports, DoorLimits limits) {
        return new DoorSettings(
                HOST, ports, Set.of(), SERVER_AUTHORITY.server("localhost"), TestStorage.fresh(), limits);
    }

    public int port(DoorListener listener) {
        return line().status().ports().get(listener);
    }

    public int port() {
        return port(DoorListener.MQTT);
    }

    public int tlsPort() {
        return port(DoorListener.MQTTS);
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
