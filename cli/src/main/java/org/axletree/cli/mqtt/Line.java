package org.axletree.cli.mqtt;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A client's connection, of either version of MQTT. */
interface Line {

    /** A message as it came. */
    record Heard(String topic, byte[] payload, int qos, boolean retained, List<Map.Entry<String, String>> properties) {}

    static Line to(Broker broker) {
        return broker.five() ? new Mqtt5Line(broker) : new Mqtt3Line(broker);
    }

    /** Completes when the server has taken the client, and exceptionally with the reason why not. */
    CompletableFuture<?> connect();

    /** Completes as soon as the QoS says. */
    CompletableFuture<?> publish(
            String topic, byte[] payload, int qos, boolean retain, List<Map.Entry<String, String>> properties);

    /** Has every message that comes be told; before anything is subscribed. */
    void hear(Consumer<Heard> listener);

    /** Completes when the server has granted the filter. */
    CompletableFuture<?> subscribe(String filter, int qos, boolean noRetained);

    CompletableFuture<?> disconnect();

    boolean isConnected();
}
