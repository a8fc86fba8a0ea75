package org.axletree.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.device.CreatedDevice;
import org.axletree.hub.registry.device.Proof;
import org.axletree.web.rest.guard.ApiError;
import org.junit.jupiter.api.Test;

class AnswerJsonTest {

    @Test
    void hub_isWrittenAsScalewayDoes() {
        assertThat(HubJson.of(Samples.HUB, "hub.example").toString())
                .isEqualTo(
                        """
                        {"id":"hub","name":"h","status":"ready","product_plan":"plan_dedicated","enabled":true,\
                        "device_count":2,"connected_device_count":1,"endpoint":"hub.example","disable_events":false,\
                        "events_topic_prefix":"$SCW/events","region":"fr-par","created_at":"2030-01-02T03:04:05.006Z",\
                        "updated_at":"2030-01-02T03:04:05.006Z","project_id":"p","organization_id":"o",\
                        "enable_device_auto_provisioning":false,"has_custom_ca":false,"moved_to":"","twins_graphite_config":null}""");
    }

    @Test
    void device_isWrittenAsScalewayDoes() {
        assertThat(DeviceJson.of(Samples.DEVICE, Proof.PASSWORD).toString())
                .isEqualTo(
                        """
                        {"id":"device","name":"d","description":"text","status":"disabled","hub_id":"hub",\
                        "last_activity_at":"1970-01-01T00:00:00Z","is_connected":true,"allow_insecure":true,\
                        "allow_multiple_connections":false,"message_filters":{"publish":{"policy":"reject","topics":[]},\
                        "subscribe":{"policy":"reject","topics":[]}},"has_custom_certificate":false,\
                        "created_at":"2030-01-02T03:04:05.006Z","updated_at":"2030-01-02T03:04:05.006Z",\
                        "region":"fr-par","dialect":"scaleway","credential":"password"}""");
    }

    @Test
    void createdDevice_hasItsCertificate_orNoneWhereTheHubHasNoKey() {
        assertThat(DeviceJson.of(Samples.CREATED, Proof.CERTIFICATE)
                        .getJsonObject("certificate")
                        .toString())
                .isEqualTo("{\"crt\":\"certificate\",\"key\":\"key\"}");
        assertThat(DeviceJson.of(new CreatedDevice(Samples.DEVICE, Optional.empty()), Proof.NOTHING))
                .containsOnlyKeys("device");
    }

    @Test
    void route_inAList_hasNoConfiguration() {
        assertThat(json().getJsonObject("jms_config").toString()).isEqualTo("{\"queue_name\":\"q\"}");
        assertThat(RouteJson.inList(Samples.ROUTE, Samples.STATUS))
                .doesNotContainKey("jms_config")
                .hasSize(11);
    }

    /** Contract B7, B9, B12. */
    @Test
    void route_tellsHowItIs_andNoSecret() {
        assertThat(json().toString())
                .contains(
                        "\"status\":\"failing\"",
                        "\"dead_letters\":{\"messages\":3}",
                        "\"msg\":\"connection refused\"",
                        "\"delivery\":{\"first_pause_ms\":500,\"max_pause_ms\":30000,\"max_attempts\":0,"
                                + "\"max_age_seconds\":0,\"backlog_messages\":100000,\"backlog_bytes\":0,\"when_full\":\"hold\","
                                + "\"batch\":256,\"on_dead\":\"\"}",
                        "\"schema\":{}",
                        "\"enrichment\":{}")
                .doesNotContain("password", "secret");
    }

    private static JsonObject json() {
        return RouteJson.of(Samples.ROUTE, Samples.KIND, Samples.STATUS, Samples.BACKLOG);
    }

    @Test
    void route_saysWhatWaits() {
        assertThat(RouteJson.of(Samples.ROUTE, Samples.KIND, Samples.STATUS, Samples.BACKLOG)
                        .getJsonObject("backlog"))
                .hasToString("{\"messages\":0,\"lag_seconds\":0}");
    }

    @Test
    void page_tellsHowManyThereAre() {
        assertThat(Samples.hubs().getInt("total_count")).isEqualTo(7);
        assertThat(Samples.hubs().getJsonArray("hubs")).hasSize(1);
    }

    @Test
    void event_isWrittenAsScalewayDoes() {
        assertThat(Samples.events().toString())
                .isEqualTo(
                        """
                        {"total_count":1,"events":[{"time":"2030-01-02T03:04:05.006Z","severity":"error",\
                        "object-type":"device","object-id":"unknown","object-name":"","reason":"mutual_tls_required",\
                        "msg":"mutual TLS authentication is required","packet":"CONNECT",\
                        "source-address":"192.0.2.1:5000"}]}""");
    }

    /** scaleway.md 0.8: the Go SDK reads pairs. */
    @Test
    void metricPoint_isAPairOfTimeAndValue() {
        assertThat(MetricsJson.of(List.of(Samples.METRIC)).toString())
                .isEqualTo(
                        """
                        {"metrics":[{"name":"message_count","points":[["2030-01-02T03:04:05.006Z",7]],"metadata":{}}]}""");
    }

    @Test
    void time_ofAWholeSecond_hasItsMilliseconds() {
        assertThat(ApiTime.of(Instant.parse("2030-01-02T03:04:05Z"))).isEqualTo("2030-01-02T03:04:05.000Z");
    }

    @Test
    void problems_haveTheirStatusAndType() {
        assertError(
                new Problem.InvalidArguments(List.of(new Problem.ArgumentProblem("a", "format", "b"))),
                400,
                "invalid_arguments");
        assertError(new Problem.NotFound("hub", "h"), 404, "not_found");
        assertError(new Problem.QuotaExceeded("devices", 2, 2), 403, "quotas_exceeded");
        assertError(new Problem.TransientState("hub", "h", "busy"), 409, "transient_state");
        assertError(new Problem.PreconditionFailed("resource_still_in_use", "x"), 412, "precondition_failed");
    }

    private static void assertError(Problem problem, int status, String type) {
        ApiError error = ApiError.of(problem);
        assertThat(error.status()).isEqualTo(status);
        assertThat(error.body().getString("type")).isEqualTo(type);
        assertThat(error.body().getString("message")).isEqualTo(problem.message());
    }
}
