package org.axletree.verification.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.AxleShell;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Ran;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The command line against a hub: what scripts rely on. */
@ExtendWith(SharedAxletree.class)
final class CommandLineIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final AxletreeProcess hub;
    private final AxleShell shell;

    CommandLineIT(AxletreeProcess hub) {
        this.hub = hub;
        this.shell = new AxleShell(hub).set("HUB", Fleet.unique("shell"));
    }

    @Test
    void namesStandForIds_andStatusesSayWhatWasWrong() {
        assertThat(shell.out("axle hub create $HUB --product-plan plan_dedicated -o json | jq -r .name"))
                .isEqualTo(shell.out("echo $HUB"));
        shell.out("axle device create lamp --hub $HUB --allow-insecure -o none");
        assertThat(shell.out("axle device list --hub $HUB -o 'template={name} {status}'"))
                .isEqualTo("lamp enabled");
        assertThat(shell.out("axle device list --hub $HUB --query '[].name' -o tsv"))
                .isEqualTo("lamp");
        assertThat(shell.out("AXLE_URL=" + hub.https("") + " axle hub show $HUB -o json | jq -r .status"))
                .isEqualTo("ready");

        assertRefused("axle hub show nobody", 3, "there is no hub nobody");
        assertRefused("axle hub frob", 2, "unmatched argument");
        assertRefused("AXLE_TOKEN=wrong axle hub list", 5, "token");
        assertRefused("axle hub delete $HUB", 4, "device");
        assertRefused("axle device create lamp --hub $HUB", 4, "another device of the hub has this name");

        shell.set("OTHER", Fleet.unique("shell"));
        shell.out(
                "axle hub create $OTHER --product-plan plan_dedicated -o none; axle device create lamp --hub $OTHER -o none");
        assertRefused("axle device show lamp", 4, "is the name of");
        assertThat(shell.out("axle device show lamp --hub $OTHER -o template={name}"))
                .isEqualTo("lamp");
        assertThat(shell.out("axle hub delete $HUB $OTHER --delete-devices --dry-run -o json | jq -r .[0].method"))
                .isEqualTo("DELETE");
        shell.out("axle hub delete $HUB $OTHER --delete-devices --yes");
        assertRefused("axle hub show $HUB", 3, "there is no hub");
    }

    /** A pseudo-terminal of {@code script} has no width, as those of containers may have none. */
    @Test
    void terminal_isAskedBeforeAThingIsDeleted_howeverWideItIs() {
        shell.out("axle hub create $HUB --product-plan plan_dedicated -o none");
        String delete = "export -f axle; SHELL=/bin/bash script -qec 'axle hub delete $HUB' /dev/null <<< ";

        Ran no = shell.line(delete + "n");

        assertThat(no.exitCode()).as(no.out()).isEqualTo(1);
        assertThat(no.out()).contains("Delete the hub", "[y/N]", "nothing was deleted");
        assertThat(shell.out("axle hub show $HUB -o json | jq -r .status")).isEqualTo("ready");
        shell.out(delete + "y");
        assertRefused("axle hub show $HUB", 3, "there is no hub");
    }

    private void assertRefused(String line, int status, String text) {
        Ran ran = shell.line(line);
        assertThat(ran.err()).as(line).startsWith("axle: ").contains(text).hasLineCount(1);
        assertThat(ran.exitCode()).as(line).isEqualTo(status);
        assertThat(ran.out()).as(line).isEmpty();
    }

    @Test
    void words_ofScalewaysCommandLine_areUnderstood() {
        shell.set("ID", shell.out("scw iot hub create name=$HUB product-plan=plan_dedicated -o json | jq -r .id"));
        assertThat(shell.out("scw iot device create name=d hub-id=$ID message-filters.publish.policy=accept"
                        + " message-filters.publish.topics.0=a/# -o json | jq -c .device.message_filters.publish"))
                .isEqualTo("{\"policy\":\"accept\",\"topics\":[\"a/#\"]}");
        assertThat(shell.out("scw iot device list hub-id=$ID -o template='{{ .Name }} {{ .HubID }}'"))
                .isEqualTo("d " + shell.out("echo $ID"));
        assertThat(shell.out("scw iot route create name=r hub-id=$ID topic=a/# rest-config.verb=post"
                        + " rest-config.uri=http://example.org/x rest-config.headers.X-Foo=1 -o json | jq -r .type"))
                .isEqualTo("rest");
    }

    @Test
    void messages_goToAndFro() {
        shell.out("axle hub create $HUB --product-plan plan_dedicated -o none");
        shell.set(
                "D",
                shell.out(
                        "axle device create d --hub $HUB --allow-insecure --allow-multiple-connections -o json | jq -r .device.id"));
        String there = " -h localhost -u $D -i ";
        try (AxleShell.Following heard =
                shell.start("axle sub -d -v -C 2" + there + "ear -p " + hub.mqttPort() + " -t 'a/#'")) {
            heard.awaitOutput("Subscribed");
            shell.out("axle pub" + there + "mouth --ws -p " + hub.wsPort() + " -t a/b -m one -q 1 -V 5");
            shell.out("axle pub" + there + "mouth --cafile $AXLE_CA -p " + hub.mqttsPort() + " -t a/c -m two -q 1");
            assertThat(heard.awaitEnd()).isZero();
            assertThat(heard.out()).isEqualTo("a/b one\na/c two\n");
        }
        assertRefused("axle pub -h localhost -p " + hub.mqttPort() + " -u nobody -t a -m x", 5, "refused the client");
        assertRefused("axle device explain-login d --hub $HUB", 3, "no login of d was refused");
    }

    @Test
    void tokenForMetrics_worksAsCollectorsSendIt() {
        shell.set("LOOK", shell.out("axle token create $HUB --scope read_only -o json | jq -r .secret"));
        assertThat(shell.out("curl -s -H \"Authorization: Bearer $LOOK\" $AXLE_URL/metrics"))
                .contains("axletree_door_open");
        assertRefused("AXLE_TOKEN=$LOOK axle hub create $HUB", 5, "for reading only");
    }

    @Test
    void files_areBroughtAbout_andWrittenAgain() {
        shell.file("token.txt", "Bearer secret\n");
        shell.file(
                "config.yaml",
                """
                hubs:
                  - name: %s
                    product_plan: plan_dedicated
                    devices:
                      - name: lamp
                        allow_insecure: true
                        message_filters:
                          publish: {policy: accept, topics: [lamp/#]}
                      - name: door
                        enabled: false
                    routes:
                      - name: out
                        topic: lamp/#
                        rest_config:
                          uri: http://example.org/x
                          headers: {Authorization: '${file:token.txt}'}
                """
                        .formatted(shell.out("echo $HUB")));
        String counts = " -o json | jq -c '[.created, .changed, .unchanged, .deleted, .problems | length]'";
        assertThat(shell.line("axle apply -f . --dry-run" + counts).out().strip())
                .isEqualTo("[4,0,0,0,0]");
        assertThat(shell.line("axle apply -f . --dry-run -o json").exitCode())
                .as("something would change")
                .isEqualTo(1);
        assertThat(shell.out("axle apply -f ." + counts)).isEqualTo("[4,0,0,0,0]");
        assertThat(shell.out("axle apply -f . --dry-run" + counts)).isEqualTo("[0,0,4,0,0]");
        String written = "axle route show out --hub $HUB -o template={updated_at}";
        shell.set("WRITTEN", shell.out(written));
        assertThat(shell.out("axle apply -f ." + counts))
                .as("the same secret again")
                .isEqualTo("[0,0,4,0,0]");
        assertThat(shell.out(written)).isEqualTo(shell.out("echo $WRITTEN"));
        assertThat(shell.out(
                        "echo Bearer other > token.txt; axle apply -f . -o json | jq -r '.changed[-1], .secrets[]'"))
                .isEqualTo(
                        shell.out("printf 'route/%s/out\nroute/%s/out.rest_config.headers.Authorization' $HUB $HUB"));
        assertThat(shell.out(written)).isNotEqualTo(shell.out("echo $WRITTEN"));
        assertThat(shell.out("axle device list --hub $HUB -o json | jq -c '[.[] | [.name, .status]] | sort'"))
                .isEqualTo("[[\"door\",\"disabled\"],[\"lamp\",\"enabled\"]]");

        shell.out("axle export $HUB --to written");
        assertRefused("axle apply -f written", 2, "OUT_AUTHORIZATION is not set");
        assertThat(shell.out("export $(axle export $HUB 2>&1 >/dev/null | sed -n 's/^set \\([^ ]*\\) .*/\\1/p')=x;"
                        + " axle apply -f written --dry-run" + counts))
                .isEqualTo("[0,0,4,0,0]");
        shell.out(
                "sed -i 's/allow_insecure: true/allow_insecure: false/; /name: door/,/enabled/d' config.yaml; rm -r written");
        assertThat(shell.out("axle apply -f . --prune" + counts)).isEqualTo("[0,1,2,1,0]");
        assertThat(shell.out("axle device list --hub $HUB -o 'template={name} {allow_insecure}'"))
                .isEqualTo("lamp false");

        shell.out("sed -i 's/allow_insecure/alow_insecure/' config.yaml");
        assertRefused("axle apply -f .", 2, "there is no key alow_insecure (expected: allow_insecure");
    }

    @Test
    void tokensAndAuthorities_areBroughtAboutOnce_andTheirSecretsAreNeverWrittenAgain() {
        shell.set("TOKEN", Fleet.unique("token"));
        shell.file(
                "config.yaml",
                """
                hubs:
                  - name: %s
                    product_plan: plan_dedicated
                    authority:
                      ca_cert_pem: '${file:ca.pem}'
                    devices:
                      - name: lamp
                tokens:
                  - name: %s
                    scope: read_only
                    expires_at: 2090-01-01T01:00:00+01:00
                    secret_file: kept/ci.token
                """
                        .formatted(shell.out("echo $HUB"), shell.out("echo $TOKEN")));
        String key = "openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 9 ";
        shell.out(key
                + "-x509 -subj /CN=owner -addext basicConstraints=critical,CA:TRUE -keyout ca.key -out ca.pem 2>&1");
        String counts = " -o json | jq -c '[.created, .changed, .unchanged, .deleted, .problems | length]'";

        Ran first = shell.line("axle apply -f config.yaml");
        shell.set("ID", shell.out("axle hub show $HUB -o template={id}"));
        assertThat(first.out())
                .contains("+ hub/", "+ token/")
                .contains("with the common name " + shell.out("echo $ID"))
                .contains("lamp: it waits for the authority of its hub");
        shell.out(key + "-subj /CN=$ID -keyout none.key -out proof.csr 2>&1"
                + " && openssl x509 -req -in proof.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 9 -out proof.pem 2>&1"
                + " && sed -i \"s/.*ca_cert_pem.*/&\\n      challenge_cert_pem: '\\${file:proof.pem}'/\" config.yaml");
        assertThat(shell.line("axle apply -f config.yaml --dry-run" + counts).out())
                .isEqualTo("[1,1,1,0,0]\n");
        assertThat(shell.out("axle apply -f config.yaml" + counts)).isEqualTo("[1,1,1,0,0]");
        assertThat(shell.out("axle apply -f config.yaml --dry-run" + counts)).isEqualTo("[0,0,3,0,0]");
        assertThat(shell.out("axle hub show $HUB -o template='{has_custom_ca} {status}'"))
                .isEqualTo("true ready");

        assertThat(shell.out("stat -c %a kept/ci.token")).isEqualTo("600");
        assertThat(shell.out("AXLE_TOKEN=$(cat kept/ci.token) axle hub show $HUB -o template={name}"))
                .isEqualTo(shell.out("echo $HUB"));
        shell.out("axle export $HUB --to written; axle export --to everything");
        assertThat(shell.out("cat written/*.yaml everything/tokens.yaml; ls written"))
                .contains(shell.out("echo $TOKEN"), "BEGIN CERTIFICATE")
                .doesNotContain(shell.out("cat kept/ci.token"))
                .doesNotContain("tokens.yaml");
        assertThat(shell.line("axle apply -f written --dry-run" + counts).out()).isEqualTo("[0,0,2,0,0]\n");

        shell.out("sed -i 's/scope: read_only/scope: administrator/' config.yaml");
        assertThat(shell.line("axle apply -f config.yaml").out())
                .contains("! token/", "scope cannot be changed from \"read_only\" to \"administrator\"");
        shell.out("sed -i '/^tokens/,$d' config.yaml; echo 'tokens: [{name: other, scope: read_only}]' >> config.yaml");
        assertThat(shell.line("axle apply -f config.yaml --prune --dry-run").out())
                .contains("- token/" + shell.out("echo $TOKEN"), "+ token/other");
        shell.set("OWN", Fleet.unique("own"))
                .set("SECRET", shell.out("axle token create $OWN --scope administrator -o json | jq -r .secret"));
        Ran own = shell.line("AXLE_TOKEN=$SECRET axle apply -f config.yaml --prune --dry-run");
        assertThat(own.out())
                .contains("- token/" + shell.out("echo $TOKEN"))
                .doesNotContain("token/" + shell.out("echo $OWN"));
        assertThat(own.err()).contains("token/" + shell.out("echo $OWN") + " stays: this command runs with it");
        shell.out("axle token create $OWN --scope read_only -o none; sed -i \"s/name: other/name: $OWN/\" config.yaml");
        assertThat(shell.line("axle apply -f config.yaml").out())
                .contains("! token/", "is the name of 2 tokens (expected: one");
    }

    /** Names are unique to files, and not to the server. */
    @Test
    void twoRunsAtOnce_makeOneOfEach() {
        shell.set("TOKEN", Fleet.unique("token"));
        shell.file(
                "config.yaml",
                "hubs: [{name: %s, product_plan: plan_dedicated}]\ntokens: [{name: %s, scope: read_only}]\n"
                        .formatted(shell.out("echo $HUB"), shell.out("echo $TOKEN")));

        shell.line("axle apply -f config.yaml --secrets one & axle apply -f config.yaml --secrets other; wait");

        assertThat(shell.out("axle hub list --name $HUB -o json | jq length")).isEqualTo("1");
        assertThat(shell.out(
                        "axle token list -o json | jq --arg name $TOKEN '[.[] | select(.name == $name)] | length'"))
                .isEqualTo("1");
        assertThat(shell.out("axle apply -f config.yaml --dry-run -o json | jq '.unchanged | length'"))
                .isEqualTo("2");
    }

    @Test
    void commands_goByTheWayOfTheDevice_andTheLedgerSaysWhatBecameOfThem() {
        shell.out("axle hub create $HUB --product-plan plan_dedicated -o none");
        shell.set("D", shell.out("axle device create plain --hub $HUB --allow-insecure -o json | jq -r .device.id"));
        assertRefused("axle command send plain --hub $HUB --payload x", 2, "topic");
        shell.set(
                "FIRST",
                shell.out("axle command send plain --hub $HUB --topic order/1 --payload wake -o 'template={id}'"));
        shell.out("axle command send plain --hub $HUB --topic order/2 --payload late --wait-seconds 0 -o none");
        try (AxleShell.Following heard = shell.start(
                "axle sub -d -v -C 1 -h localhost -p " + hub.mqttPort() + " -u $D -i plain -q 1 -t order/1")) {
            assertThat(heard.awaitEnd()).isZero();
            assertThat(heard.out()).isEqualTo("order/1 wake\n");
        }
        awaitState("plain", "$FIRST", "delivered");
        assertThat(shell.out("axle command list plain --hub $HUB -o 'template={name} {kind} {state}'"))
                .isEqualTo("order/2 topic expired\norder/1 topic delivered");

        shell.set(
                "KEY",
                shell.out("az iot hub device-identity create -n $HUB -d pump"
                        + " | jq -r .authentication.symmetricKey.primaryKey"));
        shell.set("HOST", shell.out("az iot hub show -n $HUB | jq -r .properties.hostName"));
        shell.set(
                "TOKEN",
                shell.out(
                        "az iot hub generate-sas-token --cs \"HostName=$HOST;DeviceId=pump;SharedAccessKey=$KEY\" | jq -r .sas"));
        String there = " -h localhost -p " + hub.mqttsPort() + " --cafile $AXLE_CA -i pump"
                + " -u \"$HOST/pump/?api-version=2021-04-12\" -P env:TOKEN ";
        shell.set(
                "CALL",
                shell.out(
                        "axle command send pump --hub $HUB --name reboot --payload '{\"delay\":1}' -o 'template={id}'"));
        try (AxleShell.Following called = shell.start("axle sub -v -C 1" + there + "-t '$iothub/methods/POST/#'")) {
            assertThat(called.awaitEnd()).isZero();
            assertThat(called.out())
                    .startsWith("$iothub/methods/POST/reboot/?$rid=")
                    .endsWith(" {\"delay\":1}\n");
            shell.set("RID", called.out().replaceFirst("(?s).*rid=([^ ]+) .*", "$1"));
        }
        shell.out("axle pub -q 1" + there + "-t '$iothub/methods/res/200/?$rid='$RID -m '{\"done\":true}'");
        awaitState("pump", "$CALL", "answered");
        assertThat(shell.out(
                        "axle command show pump $CALL --hub $HUB -o json | jq -c '[.kind, .answer_status, .answer]'"))
                .isEqualTo("[\"method\",200,{\"done\":true}]");
    }

    private void awaitState(String device, String command, String state) {
        Awaitility.await(device + " " + state)
                .atMost(PATIENCE)
                .until(
                        () -> shell.out(
                                "axle command show " + device + " " + command + " --hub $HUB -o 'template={state}'"),
                        state::equals);
    }
}
