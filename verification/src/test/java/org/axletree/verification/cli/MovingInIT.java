package org.axletree.verification.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.axletree.verification.harness.AxleShell;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Ran;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Fleets that move in, by the exports of others, and come as they came before. */
@ExtendWith(SharedAxletree.class)
final class MovingInIT {
    private static final String KEY = Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes());

    private final AxletreeProcess hub;
    private final AxleShell shell;

    MovingInIT(AxletreeProcess hub) {
        this.hub = hub;
        this.shell = new AxleShell(hub).set("HUB", Fleet.unique("moving"));
        shell.out("axle hub create $HUB --product-plan plan_dedicated -o none");
    }

    @Test
    void devicesOfAzure_comeWithTheirKeys() {
        shell.file(
                "devices.txt",
                """
                {"id":"one","status":"enabled","authentication":{"symmetricKey":{"primaryKey":"%s","secondaryKey":"%s"},"type":"sas"},"tags":{"floor":3},"properties":{"desired":{"rate":5,"$version":9}}}
                {"id":"two","status":"disabled","authentication":{"x509Thumbprint":{"primaryThumbprint":"0123456789ABCDEF0123456789ABCDEF01234567"},"type":"selfSigned"}}

                {"id":"three","authentication":{"type":"sas","symmetricKey":{}}}
                no json
                {"id":"one","authentication":{"type":"certificateAuthority"}}
                """
                        .formatted(KEY, KEY));

        String expected = "{\"created\":[\"one\",\"two\"],\"skipped\":[[4,\"three\"],[5,\"\"],[6,\"one\"]]}";
        String shown = " -o json | jq -c '{created, skipped: [.skipped[] | [.line, .id]]}'";
        assertThat(shell.line("axle import azure devices.txt --hub $HUB --dry-run" + shown)
                        .out()
                        .strip())
                .isEqualTo(expected);
        assertThat(shell.out("axle device list --hub $HUB -o json | jq length")).isEqualTo("0");
        assertThat(shell.line("axle import azure devices.txt --hub $HUB" + shown)
                        .out()
                        .strip())
                .isEqualTo(expected);
        Ran again = shell.line("axle import azure devices.txt --hub $HUB -o json");
        assertThat(again.exitCode()).as("some lines are bad").isNotZero();
        assertThat(again.out()).contains("\"created\": [\n    ]");
        assertThat(shell.out("axle device list --hub $HUB -o json | jq -c '[.[] | [.name, .status]]'"))
                .isEqualTo("[[\"one\",\"enabled\"],[\"two\",\"disabled\"]]");
        assertThat(shell.out(
                        "az iot hub device-twin show -n $HUB -d one | jq -c '[.tags.floor, .properties.desired.rate]'"))
                .isEqualTo("[3,5]");

        shell.set("HOST", shell.out("az iot hub show -n $HUB | jq -r .properties.hostName"));
        shell.set(
                "TOKEN",
                shell.out("az iot hub generate-sas-token --cs \"HostName=$HOST;DeviceId=one;SharedAccessKey=" + KEY
                        + "\" | jq -r .sas"));
        shell.out(
                "axle pub -h localhost -p " + hub.mqttsPort() + " --cafile $AXLE_CA -i one"
                        + " -u \"$HOST/one/?api-version=2021-04-12\" -P env:TOKEN -t devices/one/messages/events/ -m moved -q 1");
    }

    @Test
    void usersOfMosquitto_comeWithTheirPasswordsAndRights() {
        shell.out("touch passwd; mosquitto_passwd -b passwd lamp 'old secret'; mosquitto_passwd -b passwd door other");
        shell.file("acl", "user lamp\ntopic read house/#\ntopic write lamp/#\nuser door\ntopic write house/door\n");

        assertThat(shell.out("axle import mosquitto passwd --acl acl --hub $HUB -o json | jq -c .created"))
                .isEqualTo("[\"lamp\",\"door\"]");
        String lamp = "mosquitto_sub -h localhost -p " + hub.mqttPort() + " -u lamp -P 'old secret' -V 5 -E ";
        assertThat(shell.line(lamp + "-t house/#").exitCode()).as("first login").isZero();
        assertThat(shell.line(lamp + "-t house/#").exitCode())
                .as("by a hash of the hub's own")
                .isZero();
        assertThat(shell.line(lamp + "-t other/# 2>&1").out())
                .as("what the ACL forbade")
                .contains("denied");
        assertThat(shell.line("mosquitto_pub -h localhost -p " + hub.mqttPort() + " -u lamp -P wrong -t lamp/a -m x")
                        .exitCode())
                .isNotZero();
        assertThat(shell.line("mosquitto_pub -h localhost -p " + hub.mqttPort() + " -u lamp -t lamp/a -m x")
                        .exitCode())
                .as("without a password")
                .isNotZero();
        shell.set("ID", shell.out("axle device show lamp --hub $HUB -o template={id}"));
        assertThat(shell.line("mosquitto_pub -h localhost -p " + hub.mqttPort() + " -u $ID -t lamp/a -m x")
                        .exitCode())
                .as("by the id, which is no secret")
                .isNotZero();
        assertThat(shell.out("axle import status --hub $HUB -o json | jq -c '[.[] | [.name, .source]]'"))
                .isEqualTo("[[\"door\",\"mosquitto\"],[\"lamp\",\"mosquitto\"]]");
    }
}
