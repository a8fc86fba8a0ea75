package org.axletree.verification.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.axletree.verification.harness.AxleShell;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A walk through Azure IoT Hub that people have followed for years, line by line: a hub, a device with a token, an authority, a
 * device with a certificate, and everything gone again. Only where the server is, and what the questions of openssl are
 * answered, stands here instead.
 */
@ExtendWith(SharedAxletree.class)
final class AzureWalkIT {
    private final AxletreeProcess hub;
    private final AxleShell shell;

    AzureWalkIT(AxletreeProcess hub) {
        this.hub = hub;
        this.shell = new AxleShell(hub)
                .set("IOT_HUB_NAME", Fleet.unique("internet-of-gaz").replace('_', '-'))
                .set("IOT_DEVICE_NAME", "gaz-device-1");
    }

    @Test
    void walk_lineByLine() {
        shell.out("az extension add --name azure-cli-iot-ext");
        shell.out("az group create --name $IOT_HUB_NAME --location norwayeast");
        assertThat(shell.line("az iot hub create -n $IOT_HUB_NAME -g $IOT_HUB_NAME -l nowhere"))
                .satisfies(refused -> {
                    assertThat(refused.exitCode()).isNotZero();
                    assertThat(refused.err()).contains("no region of Azure is called so");
                    assertThat(refused.out()).isEmpty();
                });
        assertThat(shell.out("az iot hub create --name $IOT_HUB_NAME --resource-group $IOT_HUB_NAME"
                        + " --location northeurope --partition-count 2 | jq -r .sku.name"))
                .isEqualTo("F1");
        assertThat(shell.out("az iot hub device-identity create --device-id $IOT_DEVICE_NAME --hub-name $IOT_HUB_NAME"
                        + " | jq -r .authentication.type"))
                .isEqualTo("sas");
        try (AxleShell.Following monitor = shell.start("az iot hub monitor-events -n $IOT_HUB_NAME")) {
            monitor.awaitOutput("Starting event monitor, use ctrl-c to stop...");
            withToken(monitor);
            withCertificate(monitor);
        }
        shell.out("az group delete -n $IOT_HUB_NAME");
        assertThat(shell.out("az group list | jq '.[].name'")).doesNotContain(shell.out("echo $IOT_HUB_NAME"));
    }

    private void withToken(AxleShell.Following monitor) {
        address();
        shell.set(
                "MQTT_PASS",
                shell.out("az iot hub generate-sas-token -n $IOT_HUB_NAME -d $IOT_DEVICE_NAME --du 600 | jq -r .sas"));
        shell.out(publish() + "-P \"$MQTT_PASS\" -m \"A message sent at: $(date)\"");
        monitor.awaitOutput("\"payload\": \"A message sent at:");
        assertThat(monitor.out()).contains("\"origin\": \"gaz-device-1\"");
    }

    private void withCertificate(AxleShell.Following monitor) {
        shell.out("openssl genrsa -des3 -passout pass:gaz -out ca.key 2048");
        shell.out("openssl req -new -x509 -days 1826 -key ca.key -passin pass:gaz -subj '/CN=Gaz' -out ca.crt");
        shell.out("openssl x509 -in ca.crt -out ca.pem");
        shell.out("az iot hub certificate create --hub-name $IOT_HUB_NAME --name GazCert --path ./ca.pem");
        assertThat(verified()).isEqualTo("false");
        shell.set("FIRST", etag());
        shell.set(
                "CODE",
                shell.out("az iot hub certificate generate-verification-code --hub-name $IOT_HUB_NAME --name GazCert"
                        + " --etag $FIRST | jq -r .properties.verificationCode"));
        assertThat(etag()).isNotEqualTo(shell.out("echo $FIRST"));
        shell.set("ETAG", etag());
        shell.out("openssl genrsa -out verification.key 2048");
        shell.out("openssl req -new -key verification.key -subj \"/CN=$CODE\" -out verification.csr");
        shell.out("openssl x509 -req -in verification.csr -CA ca.crt -CAkey ca.key -passin pass:gaz -CAcreateserial"
                + " -out verificationCert.pem -days 1024 -sha256");
        assertThat(shell.line("az iot hub certificate verify --etag $FIRST --name GazCert"
                                + " --path ./verificationCert.pem --hub-name $IOT_HUB_NAME")
                        .exitCode())
                .as("by an etag of before")
                .isNotZero();
        shell.out("az iot hub certificate verify --etag $ETAG --name GazCert --path ./verificationCert.pem"
                + " --hub-name $IOT_HUB_NAME");
        assertThat(verified()).isEqualTo("true");

        shell.set("IOT_DEVICE_NAME", "gaz-device-2");
        shell.out("az iot hub device-identity create --device-id $IOT_DEVICE_NAME --hub-name $IOT_HUB_NAME"
                + " --auth-method x509_ca");
        shell.out("openssl genrsa -out device2.key 2048");
        shell.out("openssl req -new -out device2.csr -key device2.key -subj /CN=$IOT_DEVICE_NAME");
        shell.out("openssl x509 -req -in device2.csr -CA ca.crt -CAkey ca.key -passin pass:gaz -CAcreateserial"
                + " -out device2.crt -days 360");
        address();
        shell.out(publish() + "--cert device2.crt --key device2.key -m \"x509 message at $(date)\"");
        monitor.awaitOutput("\"payload\": \"x509 message at");
        assertThat(monitor.out()).contains("\"origin\": \"gaz-device-2\"");
    }

    private String verified() {
        return shell.out("az iot hub certificate list --hub-name $IOT_HUB_NAME | jq '.value [].properties.isVerified'");
    }

    private String etag() {
        return shell.out("az iot hub certificate list --hub-name $IOT_HUB_NAME | jq -r '.value [].etag'");
    }

    private void address() {
        shell.set("MQTT_HOSTNAME", shell.out("az iot hub show -n $IOT_HUB_NAME | jq -r .properties.hostName"));
        shell.set("MQTT_USER", shell.out("echo \"$MQTT_HOSTNAME/$IOT_DEVICE_NAME/?api-version=2018-06-30\""));
        shell.set("MQTT_TOPIC", shell.out("echo \"devices/$IOT_DEVICE_NAME/messages/events/\""));
    }

    private String publish() {
        return "mosquitto_pub --cafile $AXLE_CA -h localhost -p " + hub.mqttsPort()
                + " -i $IOT_DEVICE_NAME -u \"$MQTT_USER\" -t \"$MQTT_TOPIC\" -q 1 ";
    }
}
