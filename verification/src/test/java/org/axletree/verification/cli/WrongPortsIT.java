package org.axletree.verification.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.axletree.verification.harness.AxleShell;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Ran;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever takes a port with TLS for one without it, or trusts another authority, is told which of it is so. */
@ExtendWith(SharedAxletree.class)
final class WrongPortsIT {
    private static final String SPEAKS = " speaks TLS (expected: ";
    private static final String DOES_NOT = " does not speak TLS (expected: ";
    private static final String UNTRUSTED = " is not to be trusted: ";

    private final AxletreeProcess hub;
    private final AxleShell shell;

    WrongPortsIT(AxletreeProcess hub) {
        this.hub = hub;
        this.shell = new AxleShell(hub);
    }

    @Test
    void rest_tellsWhichOfTheTwoSpeaksTls() {
        assertSaid("AXLE_URL=https://localhost:" + hub.http("").getPort() + " axle hub list", DOES_NOT);
        assertSaid("AXLE_URL=http://localhost:" + hub.https("").getPort() + " axle hub list", SPEAKS);
        assertSaid("AXLE_CA= AXLE_URL=https://localhost:" + hub.https("").getPort() + " axle hub list", UNTRUSTED);
    }

    @Test
    void mqtt_tellsWhichOfTheTwoSpeaksTls() {
        for (String version : new String[] {"5", "311"}) {
            String pub = "axle pub -h localhost -t a -m m -V " + version;
            assertSaid(pub + " --cafile $AXLE_CA -p " + hub.mqttPort(), DOES_NOT);
            assertSaid(pub + " -p " + hub.mqttsPort(), SPEAKS);
            assertSaid("AXLE_CA= " + pub + " -L mqtts://localhost:" + hub.mqttsPort() + "/a", UNTRUSTED);
        }
    }

    @Test
    void webSocket_tellsWhichOfTheTwoSpeaksTls() {
        String sub = "axle sub -h localhost -t a --ws";
        assertSaid(sub + " --cafile $AXLE_CA -p " + hub.wsPort(), DOES_NOT);
        assertSaid(sub + " -p " + hub.wssPort(), SPEAKS);
        assertSaid("AXLE_CA= axle sub -t a -L wss://localhost:" + hub.wssPort() + "/a", UNTRUSTED);
    }

    private void assertSaid(String line, String sentence) {
        Ran ran = shell.line(line);
        assertThat(ran.err()).as(line).startsWith("axle: ").contains(sentence).hasLineCount(1);
        assertThat(ran.exitCode()).as(line).isEqualTo(1);
        assertThat(ran.out()).as(line).isEmpty();
    }
}
