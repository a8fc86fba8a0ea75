package org.axletree.verification.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.AxleShell;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.SharedAxletree;
import org.axletree.verification.harness.Tls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** ADR 164: devices that prove their password by SCRAM-SHA-256, with a client that others wrote, over TLS. */
@ExtendWith(SharedAxletree.class)
class ScramIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final AxletreeProcess hub;
    private final AxleShell shell;
    private final String user = Fleet.unique("user");

    ScramIT(AxletreeProcess hub) {
        this.hub = hub;
        this.shell = new AxleShell(hub).set("HUB", Fleet.unique("scram"));
        shell.out("axle hub create $HUB --product-plan plan_dedicated -o none");
    }

    @Test
    void passwordThatCameInPlain_isProved_andProvedAgain_whileMessagesGoOn() throws InterruptedException {
        comesInPlain("a long secret");
        Mqtt5BlockingClient device = client("a long secret");
        device.connect();
        try (Mqtt5BlockingClient.Mqtt5Publishes heard = device.publishes(MqttGlobalPublishFilter.ALL)) {
            device.subscribeWith().topicFilter(user + "/#").send();
            says(device, heard, "before");
            device.reauth();
            says(device, heard, "after");
        }
        device.disconnect();
    }

    @Test
    void wrongPassword_isRefused_andItsOwnerLearnsWhy() {
        comesInPlain("a long secret");
        Mqtt5BlockingClient device = client("another secret");

        assertRefused(device);
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        shell.out("axle event list --hub $HUB -o json"))
                .contains("user_password_wrong")
                .doesNotContain("secret"));
        assertThat(shell.out("axle device explain-login " + user + " --hub $HUB -o 'template={reason} {credential}'"))
                .isEqualTo("user_password_wrong scram");
    }

    @Test
    void hashOfMosquitto_isEnough_onceThePasswordWasShown() {
        shell.out("touch passwd; mosquitto_passwd -b passwd " + user + " 'old secret'");
        shell.out("axle import mosquitto passwd --hub $HUB -o none");
        assertRefused(client("old secret"));
        assertThat(shell.out("axle device explain-login " + user + " --hub $HUB -o 'template={reason}'"))
                .isEqualTo("password_unseen");

        shell.out("mosquitto_pub -h localhost -p " + hub.mqttsPort() + " --cafile $AXLE_CA -u " + user
                + " -P 'old secret' -t t -m x -q 1");
        Mqtt5BlockingClient device = client("old secret");
        device.connect();
        device.disconnect();
    }

    private void comesInPlain(String password) {
        shell.file("fleet.csv", "name,user_name,password\n" + user + "," + user + "," + password + "\n");
        shell.out("axle import csv fleet.csv --hub $HUB -o none");
    }

    private void says(Mqtt5BlockingClient device, Mqtt5BlockingClient.Mqtt5Publishes heard, String word)
            throws InterruptedException {
        device.publishWith().topic(user + "/" + word).send();
        assertThat(heard.receive(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .orElseThrow()
                        .getTopic()
                        .toString())
                .isEqualTo(user + "/" + word);
    }

    private static void assertRefused(Mqtt5BlockingClient device) {
        assertThatThrownBy(device::connect).isInstanceOfSatisfying(Mqtt5ConnAckException.class, refused -> assertThat(
                        refused.getMqttMessage().getReasonCode())
                .isEqualTo(Mqtt5ConnAckReasonCode.NOT_AUTHORIZED));
    }

    private Mqtt5BlockingClient client(String password) {
        return Mqtt5Client.builder()
                .identifier(Fleet.unique("client"))
                .serverHost("localhost")
                .serverPort(hub.mqttsPort())
                .sslConfig()
                .trustManagerFactory(Tls.trustManagers(hub))
                .applySslConfig()
                .enhancedAuth(new ScramMechanism(user, password))
                .buildBlocking();
    }
}
