package org.axletree.verification.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.axletree.verification.harness.AxleShell;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.Ran;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The commands of the guide to security do what it says. */
@ExtendWith(SharedAxletree.class)
class SecurityGuideIT {
    private static final Path GUIDE = Path.of("../docs/guide/security.md");
    private static final Pattern OTHER_SIGNATURE = Pattern.compile("`(openssl pkeyutl [^`]*)`");

    private final AxletreeProcess hub;
    private final AxleShell shell;
    private final List<String> commands;

    SecurityGuideIT(AxletreeProcess hub) throws IOException {
        this.hub = hub;
        this.shell = new AxleShell(hub)
                .set("TOKEN", hub.adminToken())
                .set("API", hub.http("/iot/v1/regions/fr-par").toString());
        this.commands = new ArrayList<>();
        ShellBlocks.of(GUIDE).forEach(block -> commands.add(block.command()));
    }

    @Test
    void keyOfACertificate_isProved() throws IOException {
        Fleet.Device device = hub.fleet().device(hub.fleet().hub());
        shell.set("DEVICE_ID", device.id());
        String proof = command("/certificate/challenge");
        giveOwnCertificate("-algorithm EC -pkeyopt ec_paramgen_curve:P-256");
        carryOut(proof);
        assertThat(shell.out("openssl dgst -sha256 -verify <(openssl pkey -in device.key -pubout)"
                        + " -signature <(base64 -d signature) challenge"))
                .isEqualTo("Verified OK");

        Matcher other = OTHER_SIGNATURE.matcher(Files.readString(GUIDE));
        assertThat(other.find()).isTrue();
        for (String kind : List.of("ED25519", "ED448")) {
            giveOwnCertificate("-algorithm " + kind);
            carryOut(proof.replace("openssl dgst -sha256 -sign device.key challenge", other.group(1)));
        }
    }

    @Test
    void authorityOfAnOwner_vouchesForItsDevices() {
        Fleet.Hub home = hub.fleet().hub();
        Fleet.Device device = hub.fleet().device(home);
        hub.api().post("hubs/" + home.id() + "/disable", "{}").orThrow();
        shell.set("HUB_ID", home.id());
        shell.out("openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -subj /CN=owner -days 2 -out ca.pem"
                + " && openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out proof.key");
        carryOut(command("openssl req -new -key proof.key"));
        hub.api().post("hubs/" + home.id() + "/enable", "{}").orThrow();

        shell.out("openssl req -new -newkey rsa:2048 -nodes -keyout leaf.key -subj /CN=" + device.name()
                + " -out leaf.csr && openssl x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2"
                + " | cat - ca.pem > leaf.pem");
        Fleet.Device owners = new Fleet.Device(
                device.id(),
                device.name(),
                home,
                shell.directory().resolve("leaf.pem"),
                shell.directory().resolve("leaf.key"));
        try (MqttLine line = MqttLine.mutualTls(hub, owners)) {
            assertThat(line.connect("", "")).isZero();
        }
    }

    @Test
    void tokenAndPerson_areMade() {
        String person = Fleet.unique("ada");
        for (String path : List.of("/iot/v1/tokens", "/iot/v1/users")) {
            carryOut(command(path)
                    .replace("http://localhost:8080", hub.http("").toString())
                    .replace("\"ada\"", "\"" + person + "\""));
        }
        assertThat(shell.out("axle token list")).contains("dashboard");
        assertThat(shell.out("axle user list")).contains(person);
    }

    private void giveOwnCertificate(String key) {
        carryOut("openssl genpkey " + key + " -out device.key\n"
                + "openssl req -x509 -key device.key -days 2 -subj /CN=x -out device.pem\n"
                + "jq -n --rawfile c device.pem '{certificate_pem: $c}' |"
                + " curl -X PUT -H \"X-Auth-Token: $TOKEN\" -d @- \"$API/devices/$DEVICE_ID/certificate\"");
    }

    /** An error of the API is no error of curl, but that it is told so. */
    private void carryOut(String command) {
        Ran ran = shell.line("set -e\ncurl() { command curl -sS --fail-with-body \"$@\"; }\n" + command);
        assertThat(ran.exitCode()).as(command + ran.out() + ran.err()).isZero();
    }

    private String command(String part) {
        return commands.stream()
                .filter(command -> command.contains(part))
                .findFirst()
                .orElseThrow();
    }
}
