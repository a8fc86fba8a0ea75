package org.axletree.verification.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.axletree.verification.harness.AxleShell;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Ran;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Certificates of authorities in Azure's words, as files want them: uploaded, proved, left alone, taken away. */
@ExtendWith(SharedAxletree.class)
final class CertificatesInFilesIT {
    private static final String COUNTS =
            " -o json | jq -c '[.created, .changed, .unchanged, .deleted, .problems | length]'";
    private static final String KEY = "openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 9 ";

    private final AxleShell shell;

    CertificatesInFilesIT(AxletreeProcess hub) {
        this.shell = new AxleShell(hub).set("HUB", Fleet.unique("vouched"));
    }

    @Test
    void certificate_isUploadedOnce_proved_exported_andPruned() {
        shell.out(KEY
                + "-x509 -subj /CN=owner -addext basicConstraints=critical,CA:TRUE -keyout ca.key -out ca.pem 2>&1");
        shell.file(
                "config.yaml",
                """
                hubs:
                  - name: %s
                    product_plan: plan_dedicated
                    certificates:
                      - name: owner
                        certificate: '${file:ca.pem}'
                """
                        .formatted(shell.out("echo $HUB")));

        assertThat(shell.line("axle apply -f config.yaml --dry-run" + COUNTS).out())
                .isEqualTo("[2,0,0,0,0]\n");
        Ran first = shell.line("axle apply -f config.yaml");
        assertThat(first.exitCode()).isEqualTo(1);
        assertThat(first.out()).contains("+ certificate/" + shell.out("echo $HUB") + "/owner", "! certificate/");
        shell.set("CODE", first.out().replaceFirst("(?s).*common name ([0-9A-F]{40})\\).*", "$1"));
        assertThat(shell.line("axle apply -f config.yaml").out())
                .as("another run makes no other code")
                .contains("! certificate/", "vouches for nobody before it is proved")
                .doesNotContain("+ certificate/");

        shell.out("sed -i \"s/ *certificate:.*/&\\n        proof: '\\${file:proof.pem}'/\" config.yaml");
        prove("/CN=wrong");
        assertThat(shell.line("axle apply -f config.yaml").out())
                .contains("! certificate/", "generate-verification-code");
        prove("/CN=$CODE");
        assertThat(shell.line("axle apply -f config.yaml --dry-run" + COUNTS).out())
                .isEqualTo("[0,1,1,0,0]\n");
        assertThat(shell.out("axle apply -f config.yaml" + COUNTS)).isEqualTo("[0,1,1,0,0]");
        assertThat(shell.out("axle apply -f config.yaml --dry-run" + COUNTS)).isEqualTo("[0,0,2,0,0]");
        assertThat(shell.out("az iot hub certificate show --hub-name $HUB -n owner | jq -r .properties.isVerified"))
                .isEqualTo("true");

        shell.out("axle export $HUB --to written");
        assertThat(shell.out("axle apply -f written --dry-run" + COUNTS)).isEqualTo("[0,0,2,0,0]");
        shell.out(KEY
                + "-x509 -subj /CN=next -addext basicConstraints=critical,CA:TRUE -keyout next.key -out next.pem 2>&1");
        shell.set("ETAG", etag());
        assertThat(shell.line(update() + " --etag AAAAAAAAAGM=").err()).contains("changed by others");
        shell.out(update() + " --etag $ETAG");
        assertThat(etag()).isNotEqualTo(shell.out("echo $ETAG"));
        assertThat(shell.line("axle apply -f config.yaml").out())
                .as("the file's certificate takes the place of another")
                .contains("~ certificate/", "it has to be proved");

        shell.out("sed -i 's/name: owner/name: heir/' config.yaml");
        assertThat(shell.line("axle apply -f config.yaml --prune --dry-run").out())
                .contains("+ certificate/" + shell.out("echo $HUB") + "/heir")
                .contains("- certificate/" + shell.out("echo $HUB") + "/owner");
        shell.out("sed -i '/certificates:/,$d' config.yaml");
        assertThat(shell.out("axle apply -f config.yaml --prune --dry-run" + COUNTS))
                .as("no file has a list of certificates")
                .isEqualTo("[0,0,1,0,0]");
        shell.out("sed -i 's/name: owner/nam: owner/' written/*.yaml");
        assertThat(shell.line("axle apply -f written").err()).contains("a certificate has no name");
    }

    /** A hub has one list of authorities, in whichever cloud's words they were uploaded. */
    @Test
    void authorityOfHuawei_isWritten_andLeftAsItIs() {
        shell.out(KEY
                + "-x509 -subj /CN=owner -addext basicConstraints=critical,CA:TRUE -keyout ca.key -out ca.pem 2>&1");
        shell.set("ID", shell.out("axle hub create $HUB --product-plan plan_dedicated -o template={id}"));
        shell.set("PROJECT", shell.out("axle hub show $ID -o template={project_id}"));
        shell.set(
                "AUTHORITY",
                shell.out(
                        "jq -n --rawfile pem ca.pem '{content: $pem}' | curl -sS -H \"X-Auth-Token: $AXLE_TOKEN\""
                                + " -H \"Instance-Id: $ID\" -d @- $AXLE_URL/v5/iot/$PROJECT/certificates | jq -r .certificate_id"));

        shell.out("axle export $HUB --to written");

        assertThat(shell.out("grep -A3 certificates: written/$HUB.yaml"))
                .contains("name: " + shell.out("echo $AUTHORITY"), "BEGIN CERTIFICATE");
        assertThat(shell.line("axle apply -f written --dry-run").out())
                .as("nothing else than its proof is missing")
                .contains(
                        "! certificate/",
                        "vouches for nobody before it is proved",
                        "0 created, 0 changed, 1 unchanged");
    }

    /** Names of hubs are not unique, nor does every one of them go into Azure's words. */
    @Test
    void export_ofHubsWithOneName_writesEachWithItsOwn_andSaysThatApplyNeedsOtherNames() {
        shell.out(KEY
                + "-x509 -subj /CN=owner -addext basicConstraints=critical,CA:TRUE -keyout ca.key -out ca.pem 2>&1");
        shell.set("PROJECT", Fleet.unique("p"));
        String create = "axle hub create $HUB --product-plan plan_dedicated -o template={id}";
        shell.set("ONE", shell.out(create)).set("OTHER", shell.out(create + " --project-id $PROJECT"));
        shell.set("SHORT", shell.out("axle hub create h --product-plan plan_dedicated -o template={id}"));
        shell.out("az iot hub certificate create --hub-name $HUB -g $PROJECT -n owner --path ca.pem");

        Ran export = shell.line("axle export $ONE $OTHER $SHORT --to written");

        assertThat(export.exitCode()).as(export.err()).isZero();
        assertThat(export.err()).contains(shell.out("echo $HUB") + " is the name of 2 hubs");
        assertThat(shell.out("ls written | sort"))
                .isEqualTo(shell.out("printf '%s\n' h.yaml $HUB-$OTHER.yaml $HUB.yaml | sort"));
        assertThat(shell.out("grep -c certificates: written/$HUB.yaml written/$HUB-$OTHER.yaml || true"))
                .isEqualTo(shell.out("printf 'written/%s:0\nwritten/%s:1' $HUB.yaml $HUB-$OTHER.yaml"));
        shell.out("axle hub delete $SHORT --yes");
    }

    private static String update() {
        return "az iot hub certificate update --hub-name $HUB -n owner --path next.pem";
    }

    private String etag() {
        return shell.out("az iot hub certificate show --hub-name $HUB -n owner | jq -r .etag");
    }

    private void prove(String subject) {
        shell.out(
                KEY + "-subj " + subject + " -keyout none.key -out proof.csr 2>&1"
                        + " && openssl x509 -req -in proof.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 9 -out proof.pem 2>&1");
    }

    /** A person sees the whole plan, and without a yes nothing is changed at all. */
    @Test
    void prune_showsItsPlanBeforeItAsks_andChangesNothingWithoutAYes() {
        shell.file(
                "config.yaml",
                "hubs: [{name: %s, product_plan: plan_dedicated, devices: [{name: old}]}]"
                        .formatted(shell.out("echo $HUB")));
        shell.out("axle apply -f config.yaml; sed -i 's/name: old/name: new/' config.yaml");
        String apply = "export -f axle; SHELL=/bin/bash script -qec 'axle apply -f config.yaml --prune' /dev/null <<< ";

        Ran no = shell.line(apply + "n");

        assertThat(no.exitCode()).as(no.out()).isEqualTo(1);
        assertThat(no.out().replace("\r", ""))
                .containsSubsequence(
                        "+ device/",
                        "/new\n",
                        "- device/",
                        "/old\n",
                        "Would be: 1 created, 0 changed, 1 unchanged, 1 deleted",
                        "[y/N]",
                        "nothing was changed");
        assertThat(shell.out("axle device list --hub $HUB -o template={name}")).isEqualTo("old");
        shell.out(apply + "y");
        assertThat(shell.out("axle device list --hub $HUB -o template={name}")).isEqualTo("new");
    }
}
