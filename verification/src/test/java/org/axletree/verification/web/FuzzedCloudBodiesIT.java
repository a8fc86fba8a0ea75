package org.axletree.verification.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.axletree.verification.harness.Api.Answer;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Clouds;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.Packet;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Issue 10: whatever the body of a request in Azure's or Huawei's words, the answer is one in the words of that cloud, and never
 * that the server failed.
 */
@ExtendWith(SharedAxletree.class)
class FuzzedCloudBodiesIT {
    private static final int TRIES = 25;

    /** A larger one ends the connection, as one on a topic of somebody else's does. */
    private static final int LARGEST_REQUEST = 60_000;

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Clouds clouds;
    private final FuzzedBody fuzz = new FuzzedBody(10);

    FuzzedCloudBodiesIT(AxletreeProcess server) {
        this.clouds = new Clouds(server, server.fleet().hubOfItsOwnProject());
    }

    private record Request(String method, String path, String body) {}

    @Test
    void huaweisApi_answersWhateverTheBody() {
        String device = "/devices/" + clouds.huawei(Fleet.unique("lamp"), "n1").name();
        List<Request> requests = List.of(
                new Request(
                        "POST",
                        "/devices",
                        "{\"node_id\":\"n2\",\"product_id\":\"p\",\"device_id\":\"d2\",\"device_name\":\"n\",\"description\":\"d\","
                                + "\"gateway_id\":\"none\",\"app_id\":\"a\",\"extension_info\":{\"a\":1},\"shadow\":[],"
                                + "\"auth_info\":{\"auth_type\":\"SECRET\",\"secret\":\"12345678\",\"fingerprint\":\"\","
                                + "\"secure_access\":true,\"timeout\":60}}"),
                new Request(
                        "PUT",
                        device,
                        "{\"device_name\":\"n\",\"description\":\"d\",\"extension_info\":{\"a\":1},\"auth_info\":{\"secure_access\":true}}"),
                new Request("POST", device + "/reset-fingerprint", "{\"fingerprint\":\"\",\"force_disconnect\":false}"),
                new Request(
                        "POST",
                        device + "/action?action_id=resetSecret",
                        "{\"secret\":\"12345678\",\"secret_type\":\"PRIMARY\",\"force_disconnect\":false}"),
                new Request(
                        "POST",
                        device + "/messages",
                        "{\"message\":\"YQ==\",\"message_id\":\"m\",\"name\":\"n\",\"encoding\":\"base64\","
                                + "\"payload_format\":\"raw\",\"topic\":\"t\",\"ttl\":1}"),
                new Request(
                        "POST",
                        device + "/commands",
                        "{\"service_id\":\"light\",\"command_name\":\"dim\",\"paras\":{\"level\":3}}"),
                new Request(
                        "POST",
                        device + "/async-commands",
                        "{\"service_id\":\"light\",\"command_name\":\"dim\",\"paras\":{\"level\":3},"
                                + "\"expire_time\":1,\"send_strategy\":\"delay\"}"),
                new Request(
                        "PUT",
                        device + "/properties",
                        "{\"services\":[{\"service_id\":\"light\",\"properties\":{\"level\":3}}]}"),
                new Request(
                        "PUT",
                        device + "/shadow",
                        "{\"shadow\":[{\"service_id\":\"light\",\"desired\":{\"level\":3},\"version\":1}]}"),
                new Request("POST", "/certificates", "{\"content\":\"x\",\"app_id\":\"a\"}"),
                new Request("POST", "/certificates/none/action?action_id=verify", "{\"verify_content\":\"x\"}"));
        for (Request request : requests) {
            for (int i = 0; i < TRIES; i++) {
                byte[] body = fuzz.of(request.body());
                Answer answer = clouds.huaweiApi()
                        .send(request.method(), request.path(), HttpRequest.BodyPublishers.ofByteArray(body));
                String what = what(request, body) + " → " + answer.text();
                assertThat(answer.status()).as(what).isBetween(200, 499);
                if (answer.status() >= 400) {
                    assertThat(answer.json().path("error_code").asText())
                            .as(what)
                            .startsWith("IOTDA.");
                    assertThat(answer.json().path("error_msg").asText())
                            .as(what)
                            .isNotEmpty();
                }
            }
        }
    }

    @Test
    void hubsOwnApi_answersWhateverTheBody() throws IOException {
        String device = clouds.azure(Fleet.unique("pump")).name();
        String identity = "{\"deviceId\":\"" + device
                + "\",\"status\":\"enabled\",\"statusReason\":\"r\",\"etag\":\"AAAAAAAAAAE=\","
                + "\"capabilities\":{\"iotEdge\":false},\"authentication\":{\"type\":\"sas\",\"symmetricKey\":{\"primaryKey\":\"YQ==\","
                + "\"secondaryKey\":\"YQ==\"},\"x509Thumbprint\":{\"primaryThumbprint\":\"\",\"secondaryThumbprint\":null}}}";
        String twin =
                "{\"etag\":\"AAAAAAAAAAE=\",\"tags\":{\"a\":{\"b\":1}},\"properties\":{\"desired\":{\"rate\":5,\"$version\":1}}}";
        List<Request> requests = List.of(
                new Request("PUT", "/devices/" + device, identity),
                new Request("PUT", "/devices/" + device + "/modules/m", identity),
                new Request(
                        "POST",
                        "/devices",
                        "[{\"id\":\"" + device
                                + "\",\"importMode\":\"updateTwin\",\"eTag\":\"*\",\"status\":\"enabled\",\"tags\":{\"a\":1},"
                                + "\"properties\":{\"desired\":{\"b\":1}},\"authentication\":{\"type\":\"sas\"}}]"),
                new Request(
                        "POST",
                        "/devices/query",
                        "{\"query\":\"SELECT * FROM devices WHERE tags.a = 'b' AND status IN ['enabled']\"}"),
                new Request("PATCH", "/twins/" + device, twin),
                new Request("PUT", "/twins/" + device, twin),
                new Request(
                        "POST",
                        "/twins/" + device + "/methods",
                        "{\"methodName\":\"reboot\",\"payload\":{\"a\":1},\"responseTimeoutInSeconds\":5,\"connectTimeoutInSeconds\":0}"));
        for (Request request : requests) {
            for (int i = 0; i < TRIES; i++) {
                byte[] body = fuzz.of(request.body());
                String answer = clouds.ask(request.method(), request.path(), body);
                int status = statusOf(answer);
                String what = what(request, body) + " → " + answer;
                assertThat(status).as(what).isBetween(200, 499);
                if (status >= 400) {
                    JsonNode json = JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n")));
                    assertThat(json.has("Message") || json.path("isSuccessful").isBoolean())
                            .as(what)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void resourcesAndEnrolments_areAnsweredWhateverTheBody() throws IOException {
        String service = Fleet.unique("dps");
        String device = clouds.enrolled(service, Fleet.unique("solo")).name();
        String group = "/subscriptions/s/resourceGroups/" + Fleet.unique("fuzz");
        clouds.administer("localhost", "PUT", group, "{\"location\":\"northeurope\"}".getBytes(StandardCharsets.UTF_8));
        String devices = group + "/providers/Microsoft.Devices/";
        String enrolment =
                "\"attestation\":{\"type\":\"x509\",\"symmetricKey\":{\"primaryKey\":\"YQ==\"},\"x509\":{\"clientCertificates\":"
                        + "{\"primary\":{\"certificate\":\"x\"}}}},\"allocationPolicy\":\"static\",\"iotHubs\":[\"h\"],\"iotHubHostName\":\"h\","
                        + "\"provisioningStatus\":\"enabled\",\"reprovisionPolicy\":{\"updateHubAssignment\":true,\"migrateDeviceData\":true},"
                        + "\"capabilities\":{\"iotEdge\":false},\"initialTwin\":{\"tags\":{\"a\":1},\"properties\":{\"desired\":{\"b\":1}}}}";
        List<Request> requests = List.of(
                new Request("PUT", group, "{\"location\":\"northeurope\",\"tags\":{\"a\":\"b\"}}"),
                new Request(
                        "PUT",
                        devices + "IotHubs/none-" + service,
                        "{\"location\":\"northeurope\",\"tags\":{\"a\":\"b\"},\"sku\":{\"name\":\"Z9\",\"capacity\":1},\"properties\":{"
                                + "\"cloudToDevice\":{\"maxDeliveryCount\":10,\"defaultTtlAsIso8601\":\"PT1H\"},"
                                + "\"eventHubEndpoints\":{\"events\":{\"partitionCount\":2}}}}"),
                new Request(
                        "PUT", devices + "IotHubs/none/certificates/c", "{\"properties\":{\"certificate\":\"eA==\"}}"),
                new Request("POST", devices + "IotHubs/none/certificates/c/verify", "{\"certificate\":\"eA==\"}"),
                new Request(
                        "PUT",
                        devices + "provisioningServices/other-" + service,
                        "{\"location\":\"northeurope\",\"tags\":{\"a\":\"b\"},\"properties\":{\"allocationPolicy\":\"Hashed\"}}"),
                new Request(
                        "PUT",
                        "/enrollments/" + device + "?api-version=1",
                        "{\"registrationId\":\"" + device + "\"," + enrolment),
                new Request(
                        "PUT",
                        "/enrollmentGroups/fleet?api-version=1",
                        "{\"enrollmentGroupId\":\"fleet\"," + enrolment.replace("clientC", "signingC")),
                new Request(
                        "POST",
                        "/enrollments?api-version=1",
                        "{\"mode\":\"create\",\"enrollments\":[{\"registrationId\":\"r\"," + enrolment + "]}"),
                new Request("POST", "/enrollments/query?api-version=1", "{\"query\":\"SELECT * FROM enrollments\"}"));
        for (Request request : requests) {
            for (int i = 0; i < TRIES; i++) {
                byte[] body = fuzz.of(request.body());
                String answer = clouds.administer(service + ".localhost", request.method(), request.path(), body);
                int status = statusOf(answer);
                String what = what(request, body) + " → " + answer;
                assertThat(status).as(what).isBetween(200, 499);
                if (status >= 400) {
                    JsonNode json = JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n")));
                    assertThat(json.path("message").asText()
                                    + json.at("/error/message").asText())
                            .as(what)
                            .isNotEmpty();
                }
            }
        }
    }

    /** Every request is answered by its number, and the connection stays. */
    @Test
    void requestForAHub_isAnsweredWhateverIsInIt() {
        Clouds.Device device = clouds.enrolled(Fleet.unique("dps"), Fleet.unique("solo"));
        try (MqttLine line = clouds.open(device)) {
            assertThat(line.subscribe("$dps/registrations/res/#")).containsExactly(1);
            for (int i = 0; i < 2 * TRIES; i++) {
                String topic = i % 2 == 0
                        ? "$dps/registrations/PUT/iotdps-register/?$rid=" + i
                        : "$dps/registrations/GET/iotdps-get-operationstatus/?$rid=" + i + "&operationId=" + strange(i);
                byte[] any = fuzz.of("{\"registrationId\":\"" + device.name() + "\",\"payload\":{\"a\":1}}");
                byte[] body = Arrays.copyOf(any, Math.min(any.length, LARGEST_REQUEST));
                line.publishAndWait(topic, new String(body, StandardCharsets.ISO_8859_1));
                Optional<Packet> answer = line.message(PATIENCE);
                String what = topic + " " + Arrays.toString(body);
                assertThat(answer).as(what).isPresent();
                assertThat(answer.get().topic())
                        .as(what)
                        .matches("\\$dps/registrations/res/[24]\\d\\d/\\?\\$rid=" + i + "(&.*)?");
            }
            assertThat(line.isAlive()).isTrue();
        }
    }

    @Test
    void requestForAnotherRegistration_isRefused_withItsCause() {
        Clouds.Device device = clouds.enrolled(Fleet.unique("dps"), Fleet.unique("solo"));
        try (MqttLine line = clouds.open(device)) {
            assertThat(line.subscribe("$dps/registrations/res/#")).containsExactly(1);
            line.publishAndWait(
                    "$dps/registrations/PUT/iotdps-register/?$rid=1", "{\"registrationId\":\"somebody-else\"}");
            Packet other = line.message(PATIENCE).orElseThrow();
            assertThat(other.topic()).isEqualTo("$dps/registrations/res/400/?$rid=1");
            assertThat(other.text()).contains("registrationId", "somebody-else", device.name());
            line.publishAndWait("$dps/registrations/GET/iotdps-get-operationstatus/?$rid=2&operationId=5.0", "");
            Packet none = line.message(PATIENCE).orElseThrow();
            assertThat(none.topic()).isEqualTo("$dps/registrations/res/404/?$rid=2");
            line.publishAndWait("$dps/registrations/PUT/iotdps-register/?$rid=3", "");
            assertThat(line.message(PATIENCE).orElseThrow().topic()).startsWith("$dps/registrations/res/202/?$rid=3");
        }
    }

    private static String strange(int i) {
        return List.of("", "%", "%00", "x", "&&", "=", "%C3%28", "4.deadbeef", "\u00e9", "x".repeat(500))
                .get(i / 2 % 10);
    }

    private static int statusOf(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 ");
        return Integer.parseInt(answer.substring(9, 12));
    }

    private static String what(Request request, byte[] body) {
        return request.method() + " " + request.path() + " "
                + new String(body, 0, Math.min(body.length, 300), StandardCharsets.UTF_8);
    }
}
