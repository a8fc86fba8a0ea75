package org.axletree.verification.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.Api.Answer;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Issue 4: whatever the body, the answer is a typed one, and never that the server failed. */
@ExtendWith(SharedAxletree.class)
class FuzzedBodiesIT {
    private static final int TRIES = 60;

    private final Api api;
    private final Fleet fleet;
    private final FuzzedBody fuzz = new FuzzedBody(4);
    private Fleet.Device device;
    private Fleet.Route route;

    FuzzedBodiesIT(AxletreeProcess hub) {
        this.api = hub.api();
        this.fleet = hub.fleet();
    }

    @BeforeEach
    void make() {
        device = fleet.device(fleet.hub());
        route = fleet.route(device.hub(), "a/#");
    }

    private record Request(String method, String path, String body) {}

    private Stream<Request> requests() {
        String filters =
                "{\"publish\":{\"policy\":\"accept\",\"topics\":[\"a/#\"]},\"subscribe\":{\"policy\":\"reject\",\"topics\":[]}}";
        String home = device.hub().id();
        return Stream.of(
                new Request(
                        "POST",
                        "hubs",
                        "{\"name\":\"h\",\"project_id\":\"fuzz\",\"product_plan\":\"plan_golden\",\"disable_events\":false,"
                                + "\"events_topic_prefix\":\"e\",\"twins_graphite_config\":null}"),
                new Request(
                        "PATCH",
                        "hubs/" + home,
                        "{\"name\":\"h\",\"product_plan\":\"plan_ha\",\"disable_events\":false,\"events_topic_prefix\":\"e\","
                                + "\"enable_device_auto_provisioning\":false,\"twins_graphite_config\":null}"),
                new Request("POST", "hubs/" + home + "/ca", "{\"ca_cert_pem\":\"x\",\"challenge_cert_pem\":\"y\"}"),
                new Request("POST", "hubs/" + home + "/enable", "{\"a\":1}"),
                new Request(
                        "POST",
                        "devices",
                        "{\"name\":\"" + device.name() + "\",\"hub_id\":\"" + home
                                + "\",\"allow_insecure\":true,\"allow_multiple_connections\":true,\"message_filters\":"
                                + filters
                                + ",\"description\":\"d\"}"),
                new Request(
                        "PATCH",
                        "devices/" + device.id(),
                        "{\"description\":\"d\",\"allow_insecure\":true,\"allow_multiple_connections\":true,\"message_filters\":"
                                + filters + ",\"hub_id\":\"" + home + "\"}"),
                new Request("POST", "hubs/delete", "{\"hub_ids\":[\"x\",\"y\"],\"delete_devices\":true}"),
                new Request("POST", "devices/delete", "{\"device_ids\":[\"x\",\"y\"]}"),
                new Request("PUT", "devices/" + device.id() + "/certificate", "{\"certificate_pem\":\"x\"}"),
                new Request(
                        "POST",
                        "routes",
                        "{\"name\":\"r\",\"hub_id\":\"" + home
                                + "\",\"topic\":\"a/#\",\"jms_config\":{\"queue_name\":\"q\"},\"s3_config\":null}"),
                new Request(
                        "PATCH",
                        "routes/" + route.id(),
                        "{\"name\":\"r\",\"topic\":\"b\",\"jms_config\":{\"queue_name\":\"fuzz.q\"}}"),
                new Request(
                        "PUT",
                        "twins/" + device.id() + "/documents/d",
                        "{\"version\":0,\"data\":{\"a\":[1,{\"b\":null}]}}"),
                new Request(
                        "PATCH",
                        "twins/" + device.id() + "/documents/d",
                        "{\"version\":0,\"data\":{\"a\":{\"b\":null}}}"),
                new Request(
                        "POST",
                        "/iot/v1/tokens",
                        "{\"name\":\"t\",\"scope\":\"project\",\"project_id\":\"p\",\"expires_at\":\"2031-01-01T00:00:00Z\"}"));
    }

    @Test
    void body_whateverItIs_isAnswered() {
        requests().forEach(request -> {
            for (int i = 0; i < TRIES; i++) {
                byte[] body = fuzz.of(request.body());
                Answer answer =
                        api.send(request.method(), request.path(), HttpRequest.BodyPublishers.ofByteArray(body));
                String what = request.method() + " " + request.path() + " "
                        + new String(body, 0, Math.min(body.length, 300), StandardCharsets.UTF_8);
                assertThat(answer.status()).as(what + " → " + answer.text()).isBetween(200, 499);
                if (answer.status() >= 400) {
                    assertThat(answer.json().path("type").asText()).as(what).isNotEmpty();
                    assertThat(answer.json().path("message").asText()).as(what).isNotEmpty();
                }
            }
        });
    }
}
