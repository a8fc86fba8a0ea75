package org.axletree.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axletree.core.filter.FilterPolicy;
import org.axletree.core.filter.MessageFilter;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.device.DevicePatch;
import org.axletree.hub.registry.device.NewDevice;
import org.axletree.hub.registry.hub.HubPatch;
import org.axletree.hub.registry.hub.NewHub;
import org.axletree.hub.registry.hub.ProductPlan;
import org.axletree.hub.registry.route.DeliveryPolicy;
import org.axletree.hub.registry.route.NewRoute;
import org.axletree.hub.registry.route.RouteConfiguration;
import org.axletree.hub.registry.route.RoutePatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestJsonTest {
    private static final String REGION = "fr-par";

    /** Issue 8, item 4: an answer does not cost more than its question. */
    @Test
    void veryManyUnknownFields_areCountedAndNotAllNamed() {
        StringBuilder json = new StringBuilder("{'name':'h'");
        for (int i = 0; i < 50_000; i++) {
            json.append(",'x").append(i).append("':0");
        }

        assertThatThrownBy(() -> newHub(json.append('}').toString()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("others: 49990 more that are wrong")
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(5_000));
    }

    @Test
    void newHub_withTheNullsOfAnSdk_takesDefaults() {
        NewHub hub = newHub("{'name':'h','project_id':null,'product_plan':'plan_unknown','disable_events':null,"
                + "'events_topic_prefix':null,'twins_graphite_config':null}");

        assertThat(hub)
                .isEqualTo(new NewHub(
                        REGION, "h", Optional.empty(), ProductPlan.SHARED, Optional.empty(), Optional.empty()));
    }

    @Test
    void newHub_withEverything_isTakenOver() {
        NewHub hub = newHub("{'name':'h','project_id':'p','product_plan':'plan_ha','disable_events':true,"
                + "'events_topic_prefix':'e'}");

        assertThat(hub)
                .isEqualTo(
                        new NewHub(REGION, "h", Optional.of("p"), ProductPlan.HA, Optional.of(true), Optional.of("e")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"source\":\"\",\"devices\":[]} | source: was wrong (expected: 1 to 16 characters",
                "{\"source\":\" \",\"devices\":[]} | source: was wrong (expected: 1 to 16 characters",
                "{\"source\":\"a\\u0000\",\"devices\":[]} | source: was wrong (expected: 1 to 16 characters",
                "{\"source\":\"a\\ud800\",\"devices\":[]} | source: was wrong (expected: 1 to 16 characters",
                "{\"source\":\"12345678901234567\",\"devices\":[]} | source: was wrong (expected: 1 to 16 characters",
                "{\"devices\":[]} | source: is missing (expected: a string)",
                "{\"source\":\"csv\"} | devices: is missing (expected: a list of devices)",
                "{\"source\":\"csv\",\"devices\":[{\"name\":\"a\"},{\"name\":\"b\",\"colour\":1}]} | devices.colour: no such field here"
            })
    void importThatIsWrongAsAWhole_isRefused(String json, String expected) {
        JsonBody body =
                JsonBody.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), ImportJson.FIELDS);
        ImportJson.source(body);
        ImportJson.devices(body);

        assertThatThrownBy(body::done).isInstanceOf(ProblemException.class).hasMessageStartingWith(expected);
    }

    @Test
    void importWithASourceAndDevices_isTaken() {
        JsonBody body =
                body("{'source':'csv','devices':[{'name':'a','line':3},{'name':'b','enabled':7}]}", ImportJson.FIELDS);

        assertThat(ImportJson.source(body)).isEqualTo("csv");
        ImportJson.Incoming incoming = ImportJson.devices(body);
        body.done();
        assertThat(incoming.devices()).extracting(each -> each.name()).containsExactly("a");
        assertThat(incoming.unreadable()).singleElement().satisfies(skipped -> assertThat(skipped.reason())
                .startsWith("enabled: is a number"));
    }

    @Test
    void hubPatch_withoutFields_changesNothing() {
        assertThat(HubJson.patch(body("{'product_plan':''}", HubJson.PATCH_FIELDS)))
                .isEqualTo(new HubPatch(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void newDevice_withFilters_isTakenOver() {
        NewDevice device = newDevice("{'name':'d','hub_id':'h','allow_insecure':true,"
                + "'message_filters':{'publish':{'policy':'accept','topics':['a/#']},'subscribe':null}}");

        assertThat(device)
                .isEqualTo(new NewDevice(
                        REGION,
                        "h",
                        "d",
                        "",
                        true,
                        false,
                        new MessageFilters(
                                new MessageFilter(FilterPolicy.ACCEPT, List.of(TopicFilter.of("a/#"))),
                                MessageFilter.EVERYTHING)));
    }

    @Test
    void devicePatch_ofOneFilter_leavesTheOther() {
        DevicePatch patch =
                DeviceJson.patch(body("{'message_filters':{'publish':{'policy':'reject'}}}", DeviceJson.PATCH_FIELDS));

        assertThat(patch.publishFilter()).contains(MessageFilter.EVERYTHING);
        assertThat(patch.subscribeFilter()).isEmpty();
    }

    @Test
    void newRoute_ofTheJmsKind_isTakenOver() {
        NewRoute route = newRoute("{'name':'r','hub_id':'h','topic':'a/+','jms_config':{'queue_name':'q'},"
                + "'s3_config':null,'db_config':null,'rest_config':null}");

        assertThat(route)
                .isEqualTo(new NewRoute(
                        REGION,
                        "h",
                        "r",
                        TopicFilter.of("a/+"),
                        new RouteConfiguration("jms", Map.of("queue_name", "q")),
                        DeliveryPolicy.STANDARD));
    }

    @Test
    void routePatch_withoutFields_changesNothing() {
        RoutePatch patch = routePatch("");

        assertThat(patch.name()).isEmpty();
        assertThat(patch.topic()).isEmpty();
        assertThat(patch.configuration()).isEmpty();
        assertThat(patch.delivery().apply(DeliveryPolicy.STANDARD)).isEqualTo(DeliveryPolicy.STANDARD);
    }

    /** Contract B1: what SDKs send for what is not set changes nothing. */
    @Test
    void routePatch_ofNullAndUnknown_changesNothing() {
        assertThat(routePatch("{'jms_config':{'queue_name':null,'engine':'unknown'}}")
                        .configuration())
                .isEmpty();
    }

    @Test
    void routePatch_ofEveryTypeOfField_isTakenOver() {
        assertThat(routePatch("{'jms_config':{'queue_name':'unknown','engine':'mysql','port':1,'durable':false,"
                                + "'headers':{'b':'1','a':'2'}}}")
                        .configuration())
                .isEqualTo(Map.of(
                        "queue_name",
                        "unknown",
                        "engine",
                        "mysql",
                        "port",
                        1L,
                        "durable",
                        false,
                        "headers",
                        Map.of("a", "2", "b", "1")));
    }

    @Test
    void routePatch_ofHowItDelivers_leavesTheRest() {
        assertThat(routePatch("{'delivery':{'backlog_messages':5,'when_full':'drop_oldest'}}")
                        .delivery()
                        .apply(DeliveryPolicy.STANDARD))
                .isEqualTo(new DeliveryPolicy(500, 30_000, 0, 0, 5, DeliveryPolicy.WhenFull.DROP_OLDEST, 256, ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                          | name                  | required",
                "{'name':null}                               | name                  | required",
                "{'name':5}                                  | name                  | format",
                "{'name':'h','nam':'h'}                      | nam                   | unknown",
                "{'name':'h','product_plan':'plan_gold'}     | product_plan          | unknown",
                "{'name':'h','disable_events':'true'}        | disable_events        | format",
                "{'name':'h','twins_graphite_config':{}}     | twins_graphite_config | constraint",
            })
    void wrongHub_isNamed(String json, String argument, String reason) {
        assertInvalid(() -> newHub(json), argument, reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name':'d'}                                                          | hub_id | required",
                "{'name':'d','hub_id':'h','message_filters':[]}                        | message_filters | format",
                "{'name':'d','hub_id':'h','message_filters':{'publis':{}}}             | message_filters.publis | unknown",
                "{'name':'d','hub_id':'h','message_filters':{'publish':{'policy':'x'}}}"
                        + " | message_filters.publish.policy | unknown",
                "{'name':'d','hub_id':'h','message_filters':{'publish':{'topics':['a']}}}"
                        + " | message_filters.publish.policy | required",
                "{'name':'d','hub_id':'h','message_filters':{'publish':{'policy':'accept','topics':['a','b#']}}}"
                        + " | message_filters.publish.topics[1] | format",
                "{'name':'d','hub_id':'h','message_filters':{'publish':{'policy':'accept','topics':[1]}}}"
                        + " | message_filters.publish.topics | format",
            })
    void wrongDevice_isNamed(String json, String argument, String reason) {
        assertInvalid(() -> newDevice(json), argument, reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tomorrow", "2030-01-02", "2030-13-01T00:00:00Z", "+999999999-01-01T00:00:00Z"})
    void timeThatIsNone_isNamed(String time) {
        String json = "{'name':'t','scope':'read_only','expires_at':'" + time + "'}";
        if (time.isEmpty()) { // as SDKs send what is not there
            assertThat(TokenJson.newToken(body(json, TokenJson.NEW_FIELDS)).expiresAt())
                    .isEmpty();
        } else {
            assertInvalid(() -> TokenJson.newToken(body(json, TokenJson.NEW_FIELDS)), "expires_at", "format");
        }
    }

    @Test
    void time_isRead_withItsOffset() {
        String json = "{'name':'t','scope':'read_only','expires_at':'2030-01-02T03:04:05.6+01:00'}";
        assertThat(TokenJson.newToken(body(json, TokenJson.NEW_FIELDS)).expiresAt())
                .contains(Instant.parse("2030-01-02T02:04:05.600Z"));
    }

    @Test
    void nameOfADevice_cannotChange() {
        assertInvalid(() -> DeviceJson.patch(body("{'name':'d'}", DeviceJson.PATCH_FIELDS)), "name", "constraint");
    }

    @Test
    void device_isMoved_byItsHub() {
        assertThat(DeviceJson.patch(body("{'hub_id':'h'}", DeviceJson.PATCH_FIELDS))
                        .hubId())
                .contains("h");
        assertThat(DeviceJson.patch(body("{'hub_id':null}", DeviceJson.PATCH_FIELDS))
                        .hubId())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name':'r','hub_id':'h','topic':'a'}                                  | jms_config | required",
                "{'name':'r','hub_id':'h','topic':'a/#/b','jms_config':{'queue_name':'q'}} | topic      | format",
                "{'name':'r','hub_id':'h','jms_config':{'queue_name':'q'}}              | topic      | required",
                "{'name':'r','hub_id':'h','topic':'a','jms_config':{'queue':'q'}} | jms_config.queue | unknown",
                "{'name':'r','hub_id':'h','topic':'a','jms_config':{'headers':{'a':1}}}"
                        + " | jms_config.headers | format",
                "{'name':'r','hub_id':'h','topic':'a','jms_config':{},'delivery':{'when_full':'x'}}"
                        + " | delivery.when_full | constraint",
                "{'name':'r','hub_id':'h','topic':'a','jms_config':{'queue_name':'q'},'s3_config':{}}"
                        + " | s3_config | constraint",
            })
    void wrongRoute_isNamed(String json, String argument, String reason) {
        assertInvalid(() -> newRoute(json), argument, reason);
    }

    @Test
    void everyWrongArgument_isNamedInOneAnswer() {
        assertThatThrownBy(() -> newHub("{'a':1,'name':2,'product_plan':'x'}"))
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::problem)
                .asInstanceOf(type(Problem.InvalidArguments.class))
                .satisfies(problem -> assertThat(problem.details())
                        .extracting(Problem.ArgumentProblem::argumentName)
                        .containsExactly("a", "name", "product_plan"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"text\"", "{'name':}", "nothing", "{} {}", "{'name':'h'", "5"})
    void bodyThatIsNoObject_isMalformed(String json) {
        assertInvalid(() -> newHub(json), "body", "format");
    }

    @Test
    void bodyNestedDeeply_isMalformed() {
        assertInvalid(() -> newHub("{'name':" + "[".repeat(200_000)), "body", "format");
    }

    @Test
    void bodyThatIsNotUtf8_isMalformed() {
        byte[] bytes = {'{', '"', (byte) 0xff, '"', ':', '1', '}'};

        assertInvalid(() -> JsonBody.read(new ByteArrayInputStream(bytes), Set.of()), "body", "format");
    }

    private static NewHub newHub(String json) {
        return HubJson.newHub(REGION, body(json, HubJson.NEW_FIELDS));
    }

    private static NewDevice newDevice(String json) {
        return DeviceJson.newDevice(REGION, body(json, DeviceJson.NEW_FIELDS));
    }

    private static NewRoute newRoute(String json) {
        return RouteJson.newRoute(REGION, body(json, RouteJson.newFields(Samples.KINDS)), Samples.KINDS);
    }

    private static RoutePatch routePatch(String json) {
        return RouteJson.patch(body(json, RouteJson.patchFields(Samples.KINDS)), Samples.KINDS);
    }

    private static JsonBody body(String json, Set<String> fields) {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return JsonBody.read(new ByteArrayInputStream(bytes), fields);
    }

    private static void assertInvalid(ThrowingCallable call, String argument, String reason) {
        assertThatThrownBy(call)
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::problem)
                .asInstanceOf(type(Problem.InvalidArguments.class))
                .satisfies(
                        problem -> assertThat(problem.details()).singleElement().satisfies(detail -> {
                            assertThat(detail.argumentName()).isEqualTo(argument);
                            assertThat(detail.reason()).isEqualTo(reason);
                            assertThat(detail.helpMessage()).contains("(expected: ");
                        }));
    }
}
