package org.axletree.verification.scaleway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.Fleet.Hub;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.OwnersPki;

/** What the checks of several rows need. */
final class Fixture {
    static final Duration PATIENCE = Duration.ofMinutes(1);
    static final ObjectMapper JSON = new ObjectMapper();

    final AxletreeProcess process;
    final Api api;
    final Fleet fleet;

    Fixture(AxletreeProcess process) {
        this.process = process;
        this.api = process.api();
        this.fleet = process.fleet();
    }

    Api.Answer bring(Hub hub, String authority, String proof) {
        ObjectNode body = JSON.createObjectNode();
        body.put("ca_cert_pem", authority);
        body.put("challenge_cert_pem", proof);
        return api.post("hubs/" + hub.id() + "/ca", body.toString());
    }

    /** Has the authority called {@code ca} vouch for a hub. */
    Hub hubOf(OwnersPki pki) {
        Hub hub = fleet.hub();
        bring(hub, pki, "ca");
        return hub;
    }

    void bring(Hub hub, OwnersPki pki, String authority) {
        api.post("hubs/" + hub.id() + "/disable", "{}").orThrow();
        bring(hub, pki.pem(authority), pki.leaf(Fleet.unique("proof"), hub.id(), authority))
                .orThrow();
        api.post("hubs/" + hub.id() + "/enable", "{}").orThrow();
    }

    JsonNode hub(Hub hub) {
        return api.get("hubs/" + hub.id()).orThrow().json();
    }

    /** The device of that name, created without a certificate. */
    Device known(Hub hub, String name) {
        return fleet.device(hub, name, "");
    }

    /** Connects with a certificate; answers the CONNACK code, or {@link MqttLine#CLOSED}. */
    int connect(Device device) {
        try (MqttLine line = MqttLine.mutualTls(process, device)) {
            return line.connect("", "");
        } catch (UncheckedIOException refusedInTheHandshake) {
            return MqttLine.CLOSED;
        }
    }

    /** Connects with a certificate, where that must succeed. */
    MqttLine connected(Device device) {
        MqttLine line = MqttLine.mutualTls(process, device);
        assertThat(line.connect("", "")).as("CONNACK").isZero();
        return line;
    }

    boolean isConnected(Device device) {
        return api.get("devices/" + device.id())
                .orThrow()
                .json()
                .path("is_connected")
                .asBoolean();
    }

    /** Waits until the hub's list of events has one of this reason, and answers it. */
    JsonNode event(Hub hub, String reason) {
        return Awaitility.await("event " + reason)
                .atMost(PATIENCE)
                .until(
                        () -> events(hub).stream()
                                .filter(event -> event.path("reason").asText().equals(reason))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    List<JsonNode> events(Hub hub) {
        List<JsonNode> events = new ArrayList<>();
        api.get("hubs/" + hub.id() + "/events?page_size=100")
                .orThrow()
                .json()
                .path("events")
                .forEach(events::add);
        return events;
    }
}
