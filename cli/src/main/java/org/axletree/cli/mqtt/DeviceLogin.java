package org.axletree.cli.mqtt;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.axletree.cli.api.Trust;
import org.axletree.cli.terminal.Failure;

/** A device that comes once, and goes. */
public final class DeviceLogin {
    private static final int KEEP_ALIVE = 60;

    private DeviceLogin() {}

    /**
     * @throws Failure if it is not let in
     */
    public static void once(String host, int port, Path authority, Path certificate, Path key) {
        Broker broker = new Broker(
                host,
                port,
                false,
                "axle-" + UUID.randomUUID(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(MqttClientSslConfig.builder()
                        .trustManagerFactory(Trust.managers(authority))
                        .keyManagerFactory(ClientKey.managers(certificate, key))
                        .build()),
                Optional.empty(),
                KEEP_ALIVE,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Line line = Line.to(broker);
        Outcome.await(line.connect(), broker);
        Outcome.await(line.disconnect(), broker);
    }
}
