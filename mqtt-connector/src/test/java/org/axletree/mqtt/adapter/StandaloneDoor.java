package org.axletree.mqtt.adapter;

import java.util.List;
import org.axletree.core.door.DoorSettings;
import org.axletree.core.limit.DoorLimits;
import org.axletree.core.outcome.Enqueueing;
import org.axletree.mqtt.inflow.FakeContainer;
import org.axletree.mqtt.inflow.FakeInflow;

/**
 * The door alone, with a hub that lets everybody in: what the connector costs without the rest of the house. Arguments: the
 * port without TLS and the port with it.
 */
public final class StandaloneDoor {
    private StandaloneDoor() {}

    public static void main(String[] arguments) throws Exception {
        FakeInflow hub = new FakeInflow();
        hub.gate = request -> hub.admitted("hub", "device-" + request.connectionId(), 0);
        hub.queues = batch -> Enqueueing.ENQUEUED;
        FakeContainer container = new FakeContainer(hub);
        MqttResourceAdapter adapter = new MqttResourceAdapter();
        InflowActivation activation = new InflowActivation();
        adapter.start(container);
        adapter.endpointActivation(container, activation);
        TestAuthority authority = new TestAuthority("Standalone");
        adapter.door()
                .open(new DoorSettings(
                        "127.0.0.1",
                        List.of(
                                Way.MQTT.on(Integer.parseInt(arguments[0])),
                                Way.MQTTS.on(Integer.parseInt(arguments[1]))),
                        authority.server("localhost"),
                        TestStorage.fresh(),
                        DoorLimits.DEFAULT));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            adapter.endpointDeactivation(container, activation);
            adapter.stop();
        }));
        Thread.currentThread().join();
    }
}
