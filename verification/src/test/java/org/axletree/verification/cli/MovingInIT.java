package org.axletree.verification.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import org.awaitility.Awaitility;
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

    /** A fleet that cannot come along fills no terminal. */
    @Test
    void manyThatStayBehind_areToldInPart_andWrittenDownWhole() {
        shell.out("seq 1 30 | sed 's/.*/{\"id\":\"keyless&\"}/' > devices.txt");

        Ran run = shell.line("axle import azure devices.txt --hub $HUB --report report.json");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .hasLineCount(22)
                .startsWith("0 created, 0 unchanged, 30 skipped\nline 1, keyless1: has no key")
                .endsWith("and 10 more (-o json or --report FILE has all of them)\n");
        assertThat(shell.out("jq -c '[.skipped[].line] == [range(1; 31)]' report.json"))
                .isEqualTo("true");
    }

    @Test
    void usersOfMosquitto_comeWithTheirPasswordsAndRights() {
        shell.out("touch passwd; mosquitto_passwd -b passwd lamp 'old secret'; mosquitto_passwd -b passwd door other");
        shell.file(
                "acl",
                "user lamp\ntopic read house/#\ntopic write lamp/#\nuser door\ntopic write house/door\npattern read dev/%c/down\n");

        assertThat(shell.out("axle import mosquitto passwd --acl acl --hub $HUB --dry-run"))
                .startsWith(
                        "2 would be created, 0 unchanged, 0 skipped, 2 noted\nline 1, lamp: its right to dev/%c/down");
        assertThat(
                        shell.out(
                                "axle import mosquitto passwd --acl acl --hub $HUB -o json | jq -c '[.created, [.noted[].id]]'"))
                .isEqualTo("[[\"lamp\",\"door\"],[\"lamp\",\"door\"]]");
        String lamp = "mosquitto_sub -h localhost -p " + hub.mqttPort() + " -u lamp -P 'old secret' -V 5 -E ";
        assertThat(shell.line(lamp + "-t house/#").exitCode()).as("first login").isZero();
        assertThat(shell.line(lamp + "-t house/#").exitCode())
                .as("by a hash of the hub's own")
                .isZero();
        assertThat(shell.line(lamp + "-t dev/alice/down 2>&1").out())
                .as("what the ACL allowed by client identifier")
                .contains("denied");
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

        String counts = " -o json | jq -c '[.created, .changed, .unchanged, .problems | length]'";
        assertThat(shell.out("axle export $HUB 2>notes >all.yaml; cat notes"))
                .startsWith("these devices prove themselves by a user name and a password, which no file carries");
        assertThat(shell.out("axle apply -f all.yaml" + counts)).isEqualTo("[0,0,3,0]");
        shell.out("sed \"s/name: $HUB/name: $HUB-b/\" all.yaml > other.yaml");
        assertThat(shell.line("axle apply -f other.yaml" + counts).out().strip())
                .as("the hub, and no device without its password")
                .isEqualTo("[1,0,0,2]");
        assertThat(shell.out("axle device list --hub $HUB-b -o json | jq length"))
                .isEqualTo("0");
    }

    /** Gateways come before what stands behind them, wherever the file has them; a trial run knows that they will. */
    @Test
    void devicesOfHuawei_comeWithGatewaysAndSecrets_andNothingTwice() {
        String product = Fleet.unique("product");
        shell.file(
                "devices.json",
                """
                {"devices":[
                {"device_id":"P_child","node_id":"child","product_id":"P","gateway_id":"P_gate","device_name":"behind"},
                {"device_id":"P_gate","node_id":"gate","product_id":"P","gateway_id":"P_gate","auth_info":{"secret":"secret-of-the-gate"}},
                {"device_id":"P_cold","node_id":"cold","product_id":"P","status":"FROZEN","auth_info":{"secret":"secret-of-cold"}},
                {"device_id":"P_mute","node_id":"mute","product_id":"P"},
                {"device_id":"P_orphan","node_id":"orphan","product_id":"P","gateway_id":"P_nobody"},
                {"device_id":"P_short","node_id":"short","product_id":"P","auth_info":{"secret":"short"}}]}
                """
                        .replace("P_", product + "_")
                        .replace("\"P\"", "\"" + product + "\""));
        String shown = " -o json | jq -c '[.created, .unchanged, (.skipped | map(.line))]'";

        String expected = "[[\"P_gate\",\"P_cold\",\"P_child\"],[],[4,5,6]]".replace("P_", product + "_");
        assertThat(shell.line("axle import huawei devices.json --hub $HUB --dry-run" + shown)
                        .out()
                        .strip())
                .isEqualTo(expected);
        Ran run = shell.line("axle import huawei devices.json --hub $HUB");
        assertThat(run.out())
                .contains("3 created, 0 unchanged, 3 skipped")
                .contains("has no secret and no fingerprint")
                .contains("the hub has no gateway " + product + "_nobody")
                .contains("8 to 32 letters");
        assertThat(shell.line("axle import huawei devices.json --hub $HUB" + shown)
                        .out()
                        .strip())
                .isEqualTo("[[],[\"P_gate\",\"P_cold\",\"P_child\"],[4,5,6]]".replace("P_", product + "_"));

        assertThat(shell.out("axle device list --hub $HUB -o json | jq -c '[.[] | [.name, .status]] | sort'"))
                .isEqualTo("[[\"P_child\",\"enabled\"],[\"P_cold\",\"disabled\"],[\"P_gate\",\"enabled\"]]"
                        .replace("P_", product + "_"));
        shell.set("HOUR", shell.out("date -u +%Y%m%d%H"));
        shell.set("GATE", product + "_gate");
        shell.set(
                "DIGEST", shell.out("printf %s secret-of-the-gate | openssl dgst -sha256 -hmac $HOUR | sed 's/.* //'"));
        shell.out("axle pub -h localhost -p " + hub.mqttsPort() + " --cafile $AXLE_CA -i ${GATE}_0_0_$HOUR -u $GATE"
                + " -P env:DIGEST -t '$oc/devices/'$GATE/sys/messages/up -m moved -q 1");
        Awaitility.await("the gateway's arrival")
                .atMost(Duration.ofMinutes(2))
                .until(
                        () -> shell.out("axle import status --hub $HUB --arrived=true -o json | jq -c '[.[].name]'"),
                        ("[\"" + product + "_gate\"]")::equals);
    }

    @Test
    void usersOfEmqxAndHiveMq_comeWithTheirPasswordsAndRights() {
        shell.set("PUMP", Fleet.unique("pump")).set("DOOR", Fleet.unique("door"));
        shell.out("echo user_id,password_hash,salt,is_superuser > emqx.csv; echo $PUMP,"
                + "$(printf 'saltold secret' | sha256sum | cut -c1-64),salt,false >> emqx.csv");
        shell.set(
                "HASH",
                shell.out("openssl kdf -binary -keylen 64 -kdfopt digest:SHA512 -kdfopt 'pass:old secret'"
                        + " -kdfopt salt:salt -kdfopt iter:100 PBKDF2 | base64 -w0"));
        shell.out("cat > credentials.xml <<END\n<file-rbac><users><user><name>$DOOR</name>"
                + "<password>c2FsdA==:100:$HASH</password><roles><id>own</id><id>gone</id></roles></user></users>"
                + "<roles><role><id>own</id><permissions><permission><topic>\\${{username}}/#</topic></permission>"
                + "</permissions></role></roles></file-rbac>\nEND");

        assertThat(shell.out("axle import emqx emqx.csv --hub $HUB")).isEqualTo("1 created, 0 unchanged, 0 skipped");
        assertThat(shell.out("axle import hivemq credentials.xml --hub $HUB"))
                .startsWith("1 created, 0 unchanged, 0 skipped, 1 noted")
                .contains("has the role gone");
        String pub = "mosquitto_pub -h localhost -p " + hub.mqttPort() + " -V 5 -q 1 -m x ";
        for (String when : new String[] {"as it was hashed there", "as it is hashed here"}) {
            assertThat(shell.line(pub + "-u $PUMP -P 'old secret' -t a").exitCode())
                    .as(when)
                    .isZero();
            assertThat(shell.line(pub + "-u $DOOR -P 'old secret' -t $DOOR/a 2>&1")
                            .out())
                    .as(when)
                    .isEmpty();
        }
        assertThat(shell.line(pub + "-u $PUMP -P wrong -t a").exitCode()).isNotZero();
        assertThat(shell.line(pub + "-u $DOOR -P wrong -t $DOOR/a").exitCode()).isNotZero();
        assertThat(shell.line(pub + "-u $DOOR -P 'old secret' -t other 2>&1").out())
                .as("what no role permits")
                .isNotEmpty();
    }

    /** Identifiers are those that devices connect with: they stay, and whoever has none gets one. */
    @Test
    void devicesOfScaleway_andOfATable_keepTheirIdentifiers() {
        shell.out("for n in 1 2 3; do cat /proc/sys/kernel/random/uuid; done > ids");
        shell.set("ONE", shell.out("sed -n 1p ids")).set("TWO", shell.out("sed -n 2p ids"));
        shell.set("THREE", shell.out("sed -n 3p ids"));
        shell.out(
                "jq -n '{devices: [{id: env.ONE, name: \"one\", allow_insecure: true},"
                        + " {id: env.TWO, name: \"two\"}, {id: env.ONE, name: \"again\", allow_insecure: true}]}' > devices.json");
        shell.out(
                "printf 'name,uuid,allow_insecure\\nthree,%s,true\\nfour,,true\\nfive,%s,true\\n' $THREE $ONE > fleet.csv");
        String shown = " -o json | jq -c '[.created, .unchanged, (.skipped | map([.line, .id]))]'";

        for (String option : new String[] {" --dry-run", ""}) {
            assertThat(shell.line("axle import scaleway devices.json --hub $HUB" + option + shown)
                            .out())
                    .isEqualTo("[[\"one\"],[],[[2,\"two\"],[3,\"again\"]]]\n");
        }
        assertThat(shell.line("axle import csv fleet.csv --hub $HUB" + shown).out())
                .isEqualTo("[[\"three\",\"four\"],[],[[4,\"five\"]]]\n");
        assertThat(shell.line("axle import csv fleet.csv --hub $HUB" + shown).out())
                .isEqualTo("[[],[\"three\",\"four\"],[[4,\"five\"]]]\n");
        assertThat(shell.out("axle device show three --hub $HUB -o template={id}"))
                .isEqualTo(shell.out("echo $THREE"));
        shell.out("axle pub -h localhost -p " + hub.mqttPort() + " -u $ONE -i one -t a -m moved -q 1");
    }

    /** What is wrong with a certificate the trial run says as well. */
    @Test
    void devicesOfAws_comeWithTheirCertificates() {
        shell.out("for n in lamp door; do openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 9"
                + " -subj /CN=$n -keyout $n.key -out $n.pem 2>/dev/null; done");
        shell.out(
                "jq -n --rawfile lamp lamp.pem --rawfile door door.pem '[{thingName: \"lamp\", certificatePem: $lamp},"
                        + " {thingName: \"door\", certificatePem: $door}, {thingName: \"twin\", certificatePem: $lamp},"
                        + " {thingName: \"rubbish\", certificatePem: \"none\"}]' > certificates.json");
        String shown = " -o json | jq -c '[.created, .unchanged, (.skipped | map([.line, .id]))]'";

        String expected = "[[\"lamp\",\"door\"],[],[[3,\"twin\"],[4,\"rubbish\"]]]";
        assertThat(shell.line("axle import aws certificates.json --hub $HUB --dry-run" + shown)
                        .out()
                        .strip())
                .isEqualTo(expected);
        assertThat(shell.line("axle import aws certificates.json --hub $HUB" + shown)
                        .out()
                        .strip())
                .isEqualTo(expected);
        Ran again = shell.line("axle import aws certificates.json --hub $HUB");
        assertThat(again.out())
                .contains("0 created, 2 unchanged, 2 skipped")
                .contains("line 3, twin: its certificate is that of another device")
                .contains("line 4, rubbish: its certificate");

        shell.out("axle pub -h localhost -p " + hub.mqttsPort()
                + " --cafile $AXLE_CA --cert lamp.pem --key lamp.key -i lamp -t a -m moved -q 1");
    }
}
