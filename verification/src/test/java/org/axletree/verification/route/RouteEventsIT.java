package org.axletree.verification.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.Fleet.Hub;
import org.axletree.verification.harness.Fleet.Route;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.Packet;
import org.axletree.verification.harness.RouteConsumer;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows H5 and I1 of docs/reference/dialects/scaleway.md: what is told of a route that fails, and to whom it is not. */
@ExtendWith(SharedAxletree.class)
class RouteEventsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Test
    void failingRoute_isOneEvent_thatOthersHear_andThatMakesNoOther(AxletreeProcess server)
            throws JsonProcessingException {
        Fleet fleet = server.fleet();
        Api api = server.api();
        Hub hub = fleet.hub();
        Device listener = fleet.insecureDevice(hub);
        Device speaker = fleet.insecureDevice(hub);
        Route events = fleet.route(hub, "$SCW/events/#");
        String failing = api.post(
                        "routes",
                        "{\"name\":\"nowhere\",\"hub_id\":\"" + hub.id() + "\",\"topic\":\"#\",\"delivery\":"
                                + "{\"first_pause_ms\":50,\"max_pause_ms\":50},"
                                + "\"rest_config\":{\"verb\":\"post\",\"uri\":\"http://nowhere.invalid/\"}}")
                .orThrow()
                .json()
                .path("id")
                .asText();
        api.post(
                        "routes",
                        "{\"name\":\"loop\",\"hub_id\":\"" + hub.id() + "\",\"topic\":\"$SCW/events/#\",\"delivery\":"
                                + "{\"first_pause_ms\":50,\"max_pause_ms\":50},"
                                + "\"rest_config\":{\"verb\":\"post\",\"uri\":\"http://nowhere.invalid/\"}}")
                .orThrow();
        try (MqttLine hears = MqttLine.plain(server).open(listener);
                MqttLine says = MqttLine.plain(server).open(speaker);
                RouteConsumer consumer = RouteConsumer.of(server, events.queue())) {
            hears.subscribe("$SCW/events/#");
            says.publishAndWait("a", "1");
            says.publishAndWait("a", "2");

            Packet event = hears.message(PATIENCE).orElseThrow();
            assertThat(event.topic()).isEqualTo("$SCW/events/error/route/" + failing);
            JsonNode said = JSON.readTree(event.text());
            assertThat(said.path("object-type").asText()).isEqualTo("route");
            assertThat(said.path("object-id").asText()).isEqualTo(failing);
            assertThat(said.path("object-name").asText()).isEqualTo("nowhere");
            assertThat(said.path("msg").asText()).isNotEmpty();
            assertThat(hears.message(Duration.ofSeconds(2)))
                    .as("tried forty times")
                    .isEmpty();
            // The queue hears of the other route; "loop", which fails with that event, makes no more of them.
            assertThat(consumer.next(PATIENCE).orElseThrow().properties())
                    .containsEntry("topic", event.topic())
                    .containsEntry("route_id", failing);
            assertThat(consumer.take(1, Duration.ofMillis(100))).isEmpty();
        }
        JsonNode listed =
                api.get("hubs/" + hub.id() + "/events").orThrow().json().path("events");
        assertThat(StreamSupport.stream(listed.spliterator(), false)
                        .filter(each -> each.path("object-type").asText().equals("route")))
                .singleElement()
                .satisfies(each -> assertThat(each.path("object-id").asText()).isEqualTo(failing));
        assertThat(api.delete("routes/" + failing).status()).isEqualTo(204);
    }
}
