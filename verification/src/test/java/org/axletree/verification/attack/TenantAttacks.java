package org.axletree.verification.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axletree.verification.attack.WebAttacks.attack;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.OwnersPki;

/** What a tenant tries against the devices and the things of another. */
final class TenantAttacks {
    private static final List<String> INNER_ADDRESSES = List.of(
            "http://127.0.0.1/",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://2130706433/",
            "http://169.254.169.254/latest/meta-data",
            "http://localhost/",
            "http://0/",
            "file:///etc/passwd");

    private TenantAttacks() {}

    /** Whoever claims a certificate has not its key, and not its issuer. */
    static Attack claimedCertificates() {
        return attack("8.7", "another's certificate is claimed, and the thief's device named as user name", hub -> {
            Fleet fleet = hub.fleet();
            Fleet.Hub home = fleet.hub();
            Fleet.Device owner = fleet.device(home);
            Fleet.Hub den = fleet.hub(Fleet.unique("den"), "plan_shared");
            Fleet.Device thief = fleet.device(den);
            assertThat(certificate(hub.api(), thief.id(), Files.readString(owner.certificate()))
                            .status())
                    .isEqualTo(200);
            try (MqttLine line = MqttLine.mutualTls(hub, owner)) {
                assertThat(line.connect("whoever", thief.id())).isZero();
                assertThat(hub.api().text("devices/" + thief.id())).contains("\"is_connected\":false");
            }
            hub.api().delete("hubs/" + home.id() + "?delete_devices=true");
            hub.api().delete("hubs/" + den.id() + "?delete_devices=true");
            return "the owner's device, as ever";
        });
    }

    static Attack weakKeys() {
        OwnersPki pki = new OwnersPki(List.of("-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"));
        String weak = pki.root("weak");
        return attack("8.9", "a certificate with an RSA key of 1024 bits", hub -> {
            Fleet fleet = hub.fleet();
            Fleet.Hub home = fleet.hub();
            Api.Answer answer = certificate(hub.api(), fleet.device(home).id(), weak);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("2048");
            hub.api().delete("hubs/" + home.id() + "?delete_devices=true");
            Thread.sleep(500);
            return "400, and what is asked";
        });
    }

    static Attack innerAddresses() {
        return attack("8 (tenant)", "routes to inner addresses in many spellings", hub -> {
            Fleet fleet = hub.fleet();
            Fleet.Hub home = fleet.hub();
            for (String address : INNER_ADDRESSES) {
                String route = "{\"name\":\"r\",\"hub_id\":\"" + home.id()
                        + "\",\"topic\":\"#\",\"rest_config\":{\"verb\":\"get\",\"uri\":\"" + address + "\"}}";
                for (String path : List.of("routes", "routes/test")) {
                    assertThat(hub.api().post(path, route).status()).as(address).isEqualTo(400);
                }
            }
            hub.api().delete("hubs/" + home.id());
            return "400";
        });
    }

    static Attack othersNetworks() {
        return attack("8 (tenant)", "messages by networks and /ingest with no secret or another's", hub -> {
            Fleet fleet = hub.fleet();
            Fleet.Hub home = fleet.hub();
            String network =
                    network(hub.api(), home, "theirs").at("/network/id").asText();
            String secret = network(hub.api(), home, "own").path("secret").asText();
            for (String path : List.of("/networks/" + network, "/networks/" + UUID.randomUUID(), "/ingest")) {
                for (String header : List.of("A: b", "X-Secret: " + secret, "Authorization: Bearer " + secret)) {
                    assertThat(WebAttacks.said(
                                    hub,
                                    "POST " + path + " HTTP/1.1\r\nHost: x\r\nX-Topic: a\r\n" + header
                                            + "\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx"))
                            .matches("(?s)HTTP/1.1 40[13] .*");
                }
            }
            hub.api().delete("hubs/" + home.id());
            return "401 or 403";
        });
    }

    private static JsonNode network(Api api, Fleet.Hub hub, String name) {
        return api.post(
                        "networks",
                        "{\"name\":\"" + name + "\",\"type\":\"rest\",\"topic_prefix\":\"" + name + "\",\"hub_id\":\""
                                + hub.id() + "\"}")
                .orThrow()
                .json();
    }

    private static Api.Answer certificate(Api api, String device, String pem) {
        String json = "{\"certificate_pem\":\"" + pem.replace("\n", "\\n") + "\"}";
        return api.send("PUT", "devices/" + device + "/certificate", HttpRequest.BodyPublishers.ofString(json));
    }
}
