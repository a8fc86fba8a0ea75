package org.axletree.verification.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axletree.verification.attack.WebAttacks.attack;

import java.time.Duration;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.NestedHello;
import org.axletree.verification.harness.Packet;

/** What the devices of one hub, and whoever reaches the broker, try. */
final class DeviceAttacks {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private DeviceAttacks() {}

    /** To the very limit goes {@code GreedyDevicesIT}. */
    static Attack longFilters() {
        String filter = "/" + "x".repeat(60_000);
        return attack("8.3", "a lasting session with thirty topic filters of 60 KB", hub -> {
            Fleet fleet = hub.fleet();
            Fleet.Hub home = fleet.hub();
            Fleet.Device device = fleet.insecureDevice(home);
            try (MqttLine line = MqttLine.plain(hub)) {
                assertThat(line.connectToStay(device)).isZero();
                for (int i = 0; i < 30; i++) {
                    assertThat(line.subscribe(i + filter)).hasSize(1);
                }
            }
            hub.api().delete("hubs/" + home.id() + "?delete_devices=true");
            Thread.sleep(500);
            return "counted for its hub, and gone with it";
        });
    }

    static Attack wordsOfTheHub() {
        return attack("8.15", "messages and retained messages to $SCW, $SYS and below", hub -> {
            Fleet fleet = hub.fleet();
            Fleet.Hub home = fleet.hub();
            Fleet.Device listener = fleet.insecureDevice(home);
            Fleet.Device speaker = fleet.insecureDevice(home);
            try (MqttLine hears = MqttLine.plain(hub).open(listener);
                    MqttLine says = MqttLine.plain(hub).open(speaker)) {
                hears.subscribe("$SCW", "$SCW/forged", "$SYS", "$SYS/forged", "honest");
                for (String topic : new String[] {"$SCW", "$SCW/forged", "$SYS", "$SYS/forged"}) {
                    says.publish(topic, "forged");
                    says.publishAndWait(topic, "forged");
                    says.retain(topic, "forged");
                }
                says.publishAndWait("honest", "honest");
                assertThat(hears.message(PATIENCE).map(Packet::text)).contains("honest");
            }
            hub.api().delete("hubs/" + home.id() + "?delete_devices=true");
            return "heard by nobody";
        });
    }

    static Attack nestedObjects() {
        return attack("8.13", "a HELLO of nested objects to the JMS broker", hub -> {
            NestedHello.sayTo(hub);
            Thread.sleep(200);
            return "read no further";
        });
    }
}
