package org.axletree.verification.scaleway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axletree.verification.harness.MqttLine.CLOSED;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.Fleet.Hub;
import org.axletree.verification.harness.Mosquitto;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.OwnersPki;
import org.axletree.verification.harness.Ran;
import org.axletree.verification.harness.Scratch;

/** C5, D1 to D9, D14, D15: the certificates of devices and the authorities of hubs. */
final class CertificateRows {
    private final Fixture it;

    CertificateRows(AxletreeProcess process) {
        this.it = new Fixture(process);
    }

    Stream<Row> rows() {
        return Stream.of(
                new Row("C5", "two CAs: each chain is verified by its own only", this::d1),
                new Row("D1", "a managed hub CA issues one certificate for each device", this::d1),
                new Row("D2", "custom CA with proof of possession, each mistake its own error", this::d2),
                new Row("D3", "a custom CA is definitive", this::d3),
                new Row("D4", "device certificates are deleted on the switch", this::d4),
                new Row("D5", "no issuing with a custom CA", this::d5),
                new Row("D6", "the full chain including the CA is required; intermediates allowed", this::d6),
                new Row("D7", "the hub is found through the CA", this::d7),
                new Row("D8", "CN = device name; an unknown name is dropped in the handshake", this::d8),
                new Row("D9", "other key sizes and algorithms", this::d9),
                new Row("D9", "rare keys that the registry knows of, at the first attempt", this::d9RareKeys),
                new Row("D9", "rare keys that nothing tells of, at the second at the latest", this::d9UnknownKeys),
                new Row("D14", "own certificate for one device, matched by fingerprint", this::d14),
                new Row("D15", "renewed certificate: the old one dead, the session dropped", this::d15));
    }

    private void d1() {
        Hub hub = it.fleet.hub();
        Device device = it.fleet.device(hub);

        assertThat(verify(it.fleet.hubAuthority(hub), device.certificate())).endsWith(": OK");
        assertThat(verify(it.process.serverAuthority(), device.certificate())).doesNotContain(": OK");
        assertThat(it.connect(device)).isZero();
        assertThat(it.api
                        .get("devices/" + device.id() + "/certificate")
                        .orThrow()
                        .text())
                .contains("BEGIN CERTIFICATE")
                .doesNotContain("PRIVATE KEY");
    }

    private void d2() {
        OwnersPki pki = new OwnersPki();
        Hub hub = it.fleet.hub();
        String authority = pki.root("ca");
        pki.root("stranger");
        String proof = pki.leaf("proof", hub.id(), "ca");
        List<Api.Answer> refusals = new ArrayList<>();

        refusals.add(it.bring(hub, authority, proof)); // enabled
        it.api.post("hubs/" + hub.id() + "/disable", "{}").orThrow();
        refusals.add(it.bring(hub, authority, pki.leaf("wrong-name", "another", "ca")));
        refusals.add(it.bring(hub, authority, pki.leaf("wrong-signer", hub.id(), "stranger")));
        refusals.add(it.bring(hub, "-----BEGIN CERTIFICATE-----\nMIIB\n", proof));
        refusals.add(it.bring(hub, pki.leaf("no-authority", "x", "ca"), proof));
        refusals.add(it.bring(hub, pki.expiredRoot("expired"), proof));

        assertThat(refusals.get(0).status()).isEqualTo(412);
        assertThat(refusals).extracting(Api.Answer::status).allMatch(status -> status == 400 || status == 412);
        assertThat(refusals)
                .extracting(answer -> answer.json().path("message").asText())
                .doesNotHaveDuplicates()
                .allMatch(message -> message.contains("(expected: "));
        assertThat(it.hub(hub).path("has_custom_ca").asBoolean()).isFalse();

        JsonNode taken = it.bring(hub, authority, proof).orThrow().json();
        assertThat(taken.path("has_custom_ca").asBoolean()).isTrue();
        assertThat(it.api
                        .get("hubs/" + hub.id() + "/ca")
                        .json()
                        .path("ca_cert_pem")
                        .asText())
                .isEqualTo(authority);
    }

    private void d3() {
        OwnersPki pki = pkiWithRoot();
        Hub hub = it.hubOf(pki);
        Device device = it.known(hub, "pump");

        assertThat(it.api
                        .post("devices/" + device.id() + "/renew-certificate", "{}")
                        .status())
                .isEqualTo(412);
        assertThat(it.api.patch("hubs/" + hub.id(), "{\"has_custom_ca\":false}").status())
                .isEqualTo(400);
        assertThat(it.hub(hub).path("has_custom_ca").asBoolean()).isTrue();
    }

    private void d4() {
        OwnersPki pki = pkiWithRoot();
        Hub hub = it.fleet.hub();
        Device device = it.fleet.device(hub);
        assertThat(it.connect(device)).isZero();

        it.bring(hub, pki, "ca");

        assertThat(it.connect(device)).isEqualTo(CLOSED);
        assertThat(it.api.get("devices/" + device.id() + "/certificate").status())
                .isEqualTo(404);
    }

    private void d5() {
        Hub hub = it.hubOf(pkiWithRoot());

        JsonNode created = it.api
                .post("devices", "{\"name\":\"pump\",\"hub_id\":\"" + hub.id() + "\"}")
                .orThrow()
                .json();

        assertThat(created.has("device")).isTrue();
        assertThat(created.has("certificate")).isFalse();
    }

    private void d6() {
        OwnersPki pki = pkiWithRoot();
        pki.intermediate("line", "ca");
        Hub hub = it.hubOf(pki);
        it.known(hub, "pump");

        assertThat(it.connect(pki.device(hub, "pump", "ca", "ca"))).isZero();
        assertThat(it.connect(pki.device(hub, "pump", "line", "line", "ca"))).isZero();
        assertThat(it.connect(pki.device(hub, "pump", "line", "line"))).isEqualTo(CLOSED);
        Device leafOnly = pki.device(hub, "pump", "ca");
        assertThat(it.connect(leafOnly)).isEqualTo(CLOSED);
        assertThat(it.event(hub, "certificate_chain_incomplete")
                        .path("severity")
                        .asText())
                .isEqualTo("error");
        // As the table says, with openssl s_client.
        assertThat(handshake(leafOnly).exitCode()).isNotZero();
        assertThat(handshake(leafOnly, "-cert_chain", pki.file("ca.pem").toString())
                        .exitCode())
                .isZero();
    }

    private void d7() {
        OwnersPki one = pkiWithRoot();
        OwnersPki other = pkiWithRoot();
        Hub oneHub = it.hubOf(one);
        Hub otherHub = it.hubOf(other);
        Device onePump = it.known(oneHub, "pump");
        Device otherPump = it.known(otherHub, "pump");

        try (MqttLine line = it.connected(one.device(oneHub, "pump", "ca", "ca"))) {
            assertThat(it.isConnected(onePump)).isTrue();
            assertThat(it.isConnected(otherPump)).isFalse();
            try (MqttLine second = it.connected(other.device(otherHub, "pump", "ca", "ca"))) {
                assertThat(it.isConnected(otherPump)).isTrue();
                assertThat(line.isAlive()).isTrue();
                assertThat(second.isAlive()).isTrue();
            }
        }
    }

    private void d8() {
        OwnersPki pki = pkiWithRoot();
        Hub hub = it.hubOf(pki);
        Device unknown = pki.device(hub, "unknown", "ca", "ca");

        assertThat(it.connect(unknown)).isEqualTo(CLOSED);
        assertThat(handshake(unknown, "-cert_chain", pki.file("ca.pem").toString())
                        .exitCode())
                .isNotZero();
        assertThat(it.event(hub, "unidentified").path("packet").asText()).startsWith("TLS handshake: CN=unknown");
    }

    private void d9() {
        for (List<String> key : List.of(
                List.of("-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:4096"),
                OwnersPki.P_256,
                List.of("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"))) {
            OwnersPki pki = new OwnersPki(key);
            pki.root("ca");
            pki.intermediate("line", "ca");
            Hub hub = it.hubOf(pki);
            it.known(hub, "pump");

            assertThat(it.connect(pki.device(hub, "pump", "line", "line", "ca")))
                    .as(key.toString())
                    .isZero();
        }
    }

    /** What the registry knows of gets in at the first attempt. From addresses of their own, for each is learned of apart. */
    private void d9RareKeys() throws Exception {
        int host = 1;
        for (List<String> key : List.of(
                List.of("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521"),
                List.of("-algorithm", "ED25519"),
                List.of("-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048"))) {
            OwnersPki pki = new OwnersPki(key);
            pki.root("ca");
            Hub hub = it.hubOf(pki);
            it.known(hub, "pump");
            assertThat(publish(pki.device(hub, "pump", "ca", "ca"), ++host))
                    .as("%s below an authority of its kind", key)
                    .isZero();

            Device issued = it.fleet.device(it.fleet.hub());
            Device own = pki.selfSigned(issued);
            replaceCertificate(issued, own.certificate()).orThrow();
            assertThat(publish(own, ++host)).as("%s of one device", key).isZero();
            assertThat(publish(own, host)).as("%s once more", key).isZero();
        }
    }

    /** What nothing tells of is refused once at most. */
    private void d9UnknownKeys() {
        OwnersPki pki = pkiWithRoot();
        Hub hub = it.hubOf(pki);
        it.known(hub, "pump");
        Device device = pki.with(List.of("-algorithm", "ED448")).device(hub, "pump", "ca", "ca");

        publish(device, 100); // it gets in if other rare keys are expected by now, since the client names them all
        assertThat(publish(device, 100)).isZero();
        assertThat(publish(device, 100)).isZero();
    }

    /** Publishes with {@code mosquitto_pub} from an address of this machine; answers how it ended. */
    private int publish(Device device, int host) {
        return Mosquitto.publish(it.process, device, "any", "key", 1, "-A", "127.0.9." + host)
                .exitCode();
    }

    private void d14() throws Exception {
        OwnersPki pki = new OwnersPki();
        Hub hub = it.fleet.hub();
        Device issued = it.fleet.device(hub);
        Device own = pki.selfSigned(issued);
        try (MqttLine line = it.connected(issued)) {
            replaceCertificate(issued, own.certificate()).orThrow();
            assertThat(line.isClosedWithin(Fixture.PATIENCE)).isTrue();
        }

        try (MqttLine line = it.connected(own)) {
            assertThat(it.isConnected(issued)).isTrue();
            assertThat(line.isAlive()).isTrue();
        }
        assertThat(it.connect(issued)).isEqualTo(CLOSED);
        it.event(hub, "certificate_replaced");
        assertThat(it.api
                        .get("devices/" + issued.id())
                        .json()
                        .path("has_custom_certificate")
                        .asBoolean())
                .isTrue();
        assertThat(replaceCertificate(it.fleet.device(it.fleet.hub()), own.certificate())
                        .status())
                .as("the same for a device of another hub")
                .isEqualTo(400);
    }

    private void d15() throws Exception {
        Hub hub = it.fleet.hub();
        Device before = it.fleet.device(hub);
        JsonNode renewed;
        try (MqttLine line = it.connected(before)) {
            renewed = it.api
                    .post("devices/" + before.id() + "/renew-certificate", "{}")
                    .orThrow()
                    .json();
            assertThat(line.isClosedWithin(Fixture.PATIENCE)).isTrue();
        }
        Path directory = Scratch.directory("axletree-renewed");
        Path certificate = Files.writeString(
                directory.resolve("crt"), renewed.at("/certificate/crt").asText());
        Path key = Files.writeString(
                directory.resolve("key"), renewed.at("/certificate/key").asText());

        Api.Answer list = it.api.withToken("").get("/crl/" + hub.id() + ".crl");
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.header("Content-Type")).isEqualTo("application/pkix-crl");
        assertThat(it.connect(before)).isEqualTo(CLOSED);
        assertThat(it.connect(new Device(before.id(), before.name(), hub, certificate, key)))
                .isZero();
    }

    private Api.Answer replaceCertificate(Device device, Path certificate) throws Exception {
        String body = Fixture.JSON
                .createObjectNode()
                .put("certificate_pem", Files.readString(certificate))
                .toString();
        return it.api.send(
                "PUT",
                "devices/" + device.id() + "/certificate",
                java.net.http.HttpRequest.BodyPublishers.ofString(body));
    }

    private static OwnersPki pkiWithRoot() {
        OwnersPki pki = new OwnersPki();
        pki.root("ca");
        return pki;
    }

    private static String verify(Path authority, Path certificate) {
        return Ran.command(
                        Fixture.PATIENCE,
                        List.of("openssl", "verify", "-CAfile", authority.toString(), certificate.toString()))
                .out()
                .strip();
    }

    /** TLS 1.2, in which the client learns within the handshake that its certificate is refused (scaleway.md 0.15). */
    private Ran handshake(Device device, String... options) {
        List<String> command = new ArrayList<>(List.of(
                "openssl",
                "s_client",
                "-tls1_2",
                "-connect",
                "127.0.0.1:" + it.process.mqttsPort(),
                "-CAfile",
                it.process.serverAuthority().toString(),
                "-cert",
                device.certificate().toString(),
                "-key",
                device.key().toString()));
        command.addAll(List.of(options));
        return Ran.command(Fixture.PATIENCE, command);
    }
}
