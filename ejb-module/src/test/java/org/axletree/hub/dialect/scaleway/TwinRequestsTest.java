package org.axletree.hub.dialect.scaleway;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.axletree.core.door.Reply;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.PublishedMessage;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.twin.TwinAddress;
import org.axletree.hub.registry.twin.TwinDocument;
import org.axletree.hub.registry.twin.TwinService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Row L3 of scaleway.md, as far as devices are concerned; over a real database. */
final class TwinRequestsTest {
    private RegistryFixture registry;
    private TwinRequests requests;
    private Hub hub;
    private String device;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(TestDatabase.H2.open());
        requests = new TwinRequests(registry.twins);
        hub = registry.hub("hub");
        device = registry.device(hub.id(), "pump").id();
    }

    @Test
    void l3_document_isPutPatchedAndGot_underEitherName() {
        assertAnswer(ask("me/state/put", "{'data':{'a':1}}"), "me/state/put", "{'version':1,'data':{'a':1}}");
        assertAnswer(
                ask(device + "/state/patch", "{'version':1,'data':{'a':null,'b':[2]}}"),
                device + "/state/patch",
                "{'version':2,'data':{'b':[2]}}");
        assertAnswer(ask("me/state/get", ""), "me/state/get", "{'version':2,'data':{'b':[2]}}");
        assertAnswer(ask("me/state/get", "whatever is in it"), "me/state/get", "{'version':2,'data':{'b':[2]}}");
        assertThat(registry.twins
                        .get(TwinAddress.of(RegistryFixture.REGION, device), "state")
                        .version())
                .isEqualTo(2);
    }

    @Test
    void l3_wrongVersion_isAnsweredWithBothVersions_andChangesNothing() {
        ask("me/state/put", "{'data':{'a':1}}");
        ask("me/state/put", "{'version':0,'data':{'a':2}}");

        assertError(
                ask("me/state/put", "{'version':1,'data':{'a':3}}"),
                Reason.TWIN_VERSION_MISMATCH,
                "me/state/put",
                "{'error':'document version mismatch','twin_id':'" + device
                        + "','document_name':'state','expected_version':1,'actual_version':2}");
        assertAnswer(ask("me/state/get", ""), "me/state/get", "{'version':2,'data':{'a':2}}");
    }

    @Test
    void l3_documentThatIsNotThere_isAnError() {
        assertError(
                ask("me/state/get", ""),
                Reason.TWIN_DOCUMENT_UNKNOWN,
                "me/state/get",
                "{'error':'document state not found','twin_id':'" + device + "','document_name':'state'}");
        assertThat(ask("me/state/patch", "{'data':{}}").refusal()).contains(Reason.TWIN_DOCUMENT_UNKNOWN);
        assertThat(registry.twins.names(TwinAddress.of(RegistryFixture.REGION, device)))
                .isEmpty();
    }

    @Test
    void l3_twinOfAnotherDevice_isRefused_evenInTheSameHub() {
        String other = registry.device(hub.id(), "valve").id();
        TwinAddress others = TwinAddress.of(RegistryFixture.REGION, other);
        registry.twins.put(others, "state", Optional.empty(), JsonObject.EMPTY_JSON_OBJECT);

        for (String method : List.of("get", "put", "patch")) {
            assertError(
                    ask(other + "/state/" + method, "{'data':{'a':1}}"),
                    Reason.TOPIC_UNAUTHORIZED,
                    other + "/state/" + method,
                    "{'error':'twin of another device (expected: me or " + device + ")','twin_id':'" + other
                            + "','document_name':'state'}");
        }
        assertThat(registry.twins.get(others, "state").version()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[1]",
                "{'data':{}} more",
                "{'data':1}",
                "{'version':1}",
                "{'data':{},'other':1}",
                "{'version':-1,'data':{}}",
                "{'version':1.5,'data':{}}",
                "{'version':'1','data':{}}",
                "{'version':99999999999999999999,'data':{}}",
                "{'data':{'half':'\\ud800'}}"
            })
    void payload_thatIsNoChange_isAnError_andMakesNoDocument(String payload) {
        for (String method : List.of("put", "patch")) {
            assertThat(ask("me/state/" + method, payload).refusal())
                    .contains(
                            method.equals("patch") && payload.contains("half")
                                    ? Reason.TWIN_DOCUMENT_UNKNOWN
                                    : Reason.TWIN_REQUEST_INVALID);
        }
        assertThat(registry.twins.names(TwinAddress.of(RegistryFixture.REGION, device)))
                .isEmpty();
    }

    @Test
    void payload_thatIsNoText_orNestedWithoutEnd_isAnError() {
        byte[] latin = "{\"data\":{\"a\":\"ü\"}}".getBytes(StandardCharsets.ISO_8859_1);
        String nested = "{'data':" + "{'a':".repeat(5_000) + "1" + "}".repeat(5_001);

        assertThat(requests.answer(said("$SCW/twins/me/state/put", latin)).refusal())
                .contains(Reason.TWIN_REQUEST_INVALID);
        assertThat(ask("me/state/put", nested).refusal()).contains(Reason.TWIN_REQUEST_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"me//get", "me/a b/get", "me/ä/put", "me/_config/put", "me/state/delete", "me/state/"})
    void wrongNameOrMethod_isAnError(String topic) {
        Reply reply = ask(topic, "{'data':{}}");

        assertThat(reply.refusal()).contains(Reason.TWIN_REQUEST_INVALID);
        assertThat(json(reply).getString("error")).contains("(expected: ");
        assertThat(reply.message().orElseThrow().topic()).isEqualTo("$SCW/twins/" + topic + "/response/error");
    }

    @Test
    void twin_isBounded() {
        registry.limits.put(HubLimit.TWIN_DOCUMENTS, 1);
        registry.limits.put(HubLimit.TWIN_DOCUMENT_BYTES, 20);
        ask("me/state/put", "{'data':{'a':1}}");

        assertThat(ask("me/second/put", "{'data':{}}").refusal()).contains(Reason.QUOTA_EXCEEDED);
        assertThat(ask("me/state/patch", "{'data':{'b':'0123456789'}}").refusal())
                .contains(Reason.TWIN_REQUEST_INVALID);
    }

    @Test
    void deviceThatWentOrMovedMeanwhile_hasNoTwinHere() {
        Hub elsewhere = registry.hub("elsewhere");
        PublishedMessage said = said(elsewhere, "$SCW/twins/me/state/put", bytes("{'data':{}}"));
        assertThat(requests.answer(said).refusal()).contains(Reason.DEVICE_DELETED);

        registry.devices.delete(RegistryFixture.REGION, device);
        assertThat(ask("me/state/put", "{'data':{}}").refusal()).contains(Reason.DEVICE_DELETED);
    }

    @Test
    void answer_hasTheQosAndTheCorrelationDataOfTheRequest() {
        Reply reply = requests.answer(said("$SCW/twins/me/state/get", new byte[0])
                .with(new MessageProperties(false, "", "", new byte[] {1, 2}, OptionalLong.empty(), List.of())));

        assertThat(reply.message().orElseThrow().qos()).isEqualTo(Qos.EXACTLY_ONCE);
        assertThat(reply.message().orElseThrow().retain()).isFalse();
        assertThat(reply.message().orElseThrow().properties().correlationData()).containsExactly(1, 2);
    }

    @Test
    void declinedRequest_isToldWhy() {
        Reply reply = requests.decline(said("$SCW/twins/me/state/put", bytes("{'data':{}}")), Reason.BUSY);

        assertError(
                reply,
                Reason.BUSY,
                "me/state/put",
                "{'error':'the hub is busy, try again','twin_id':'" + device + "','document_name':'state'}");
        assertThat(registry.twins.names(TwinAddress.of(RegistryFixture.REGION, device)))
                .isEmpty();
    }

    @Test
    void databaseThatFails_isAnAnswerToo() {
        TwinService failing = new TwinService() {
            @Override
            public TwinDocument get(TwinAddress twin, String name) {
                throw new IllegalStateException("the database is away");
            }
        };
        Reply reply = new TwinRequests(failing).answer(said("$SCW/twins/me/state/get", new byte[0]));

        assertError(
                reply,
                Reason.INTERNAL_ERROR,
                "me/state/get",
                "{'error':'internal error','twin_id':'" + device + "','document_name':'state'}");
    }

    private Reply ask(String topic, String payload) {
        return requests.answer(said("$SCW/twins/" + topic, bytes(payload)));
    }

    private static byte[] bytes(String payload) {
        return payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static void assertAnswer(Reply reply, String topic, String json) {
        assertThat(reply.refusal()).isEmpty();
        assertThat(reply.message().orElseThrow().topic()).isEqualTo("$SCW/twins/" + topic + "/response/success");
        assertThat(json(reply)).isEqualTo(json(json));
    }

    private static void assertError(Reply reply, Reason reason, String topic, String json) {
        assertThat(reply.refusal()).contains(reason);
        assertThat(reply.message().orElseThrow().topic()).isEqualTo("$SCW/twins/" + topic + "/response/error");
        assertThat(json(reply)).isEqualTo(json(json));
    }

    private static JsonObject json(Reply reply) {
        return json(new String(reply.message().orElseThrow().payload(), StandardCharsets.UTF_8));
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
    }

    /** What the pump published, at QoS 2. */
    private PublishedMessage said(String topic, byte[] payload) {
        return said(hub, topic, payload);
    }

    private PublishedMessage said(Hub of, String topic, byte[] payload) {
        return PublishedMessage.of(PublishedMessage.sender(of.id(), device), topic)
                .with(Qos.EXACTLY_ONCE)
                .with(payload)
                .retained();
    }
}
