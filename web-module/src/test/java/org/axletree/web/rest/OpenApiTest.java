package org.axletree.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axletree.hub.delivery.target.TargetTrial;
import org.axletree.hub.delivery.target.database.DatabaseTarget;
import org.axletree.hub.delivery.target.jms.JmsTarget;
import org.axletree.hub.delivery.target.kafka.KafkaTarget;
import org.axletree.hub.delivery.target.mqtt.MqttTarget;
import org.axletree.hub.delivery.target.rest.RestTarget;
import org.axletree.hub.delivery.target.s3.S3Target;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.device.Proof;
import org.axletree.hub.registry.jmsuser.CreatedJmsUser;
import org.axletree.hub.registry.listing.Page;
import org.axletree.hub.registry.route.ConfigurationField;
import org.axletree.hub.registry.route.DeliveryPolicy;
import org.axletree.hub.registry.route.DeliveryPolicyJson;
import org.axletree.hub.registry.route.RouteKind;
import org.axletree.hub.registry.token.CreatedToken;
import org.axletree.hub.registry.twin.TwinDocument;
import org.axletree.hub.registry.user.CreatedUser;
import org.axletree.web.publication.OpenApiServlet;
import org.axletree.web.rest.guard.ApiError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** The checked-in description and the API are one: every path, method, argument and field. */
class OpenApiTest {
    private static final Map<String, Object> DOCUMENT = document();

    @Test
    void pathsAndMethods_areThoseOfTheResources() {
        assertThat(describedOperations()).isEqualTo(servedOperations());
    }

    private static Set<String> describedOperations() {
        Set<String> operations = new TreeSet<>();
        map(DOCUMENT, "paths").forEach((path, methods) -> ((Map<?, ?>) methods)
                .keySet().stream()
                        .filter(method -> !method.equals("parameters"))
                        .forEach(method -> operations.add(method + " " + path)));
        return operations;
    }

    private static Set<String> servedOperations() {
        Set<String> operations = new TreeSet<>();
        for (Class<?> resource : List.of(
                HubsResource.class,
                ExplainResource.class,
                ExplainLoginResource.class,
                LiveResource.class,
                ImportsResource.class,
                DevicesResource.class,
                ObjectsResource.class,
                ObjectModelsResource.class,
                FirmwareResource.class,
                FirmwareUpdateResource.class,
                SessionsResource.class,
                RetainedResource.class,
                CertificateResource.class,
                RoutesResource.class,
                NetworksResource.class,
                JmsUsersResource.class,
                DeadLettersResource.class,
                TwinsResource.class,
                TokensResource.class,
                UsersResource.class,
                AuditResource.class,
                SnapshotsResource.class,
                CommandsResource.class,
                HubCommandsResource.class)) {
            String root = "/" + resource.getAnnotation(Path.class).value();
            for (Method method : resource.getDeclaredMethods()) {
                httpMethod(method)
                        .forEach(verb -> operations.add(verb + " " + root
                                + (method.isAnnotationPresent(Path.class)
                                        ? "/" + method.getAnnotation(Path.class).value()
                                        : "")));
            }
        }
        return operations;
    }

    private static Stream<String> httpMethod(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value().toLowerCase(Locale.ROOT));
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of("NewHub", HubJson.NEW_FIELDS),
                Arguments.of("HubPatch", HubJson.PATCH_FIELDS),
                Arguments.of("NewDevice", DeviceJson.NEW_FIELDS),
                Arguments.of("DevicePatch", DeviceJson.PATCH_FIELDS),
                Arguments.of("NewHubCA", HubsResource.AUTHORITY_FIELDS),
                Arguments.of("NewCertificate", CertificateResource.FIELDS),
                Arguments.of("CertificateProof", CertificateResource.PROOF_FIELDS),
                Arguments.of("DeletedHubs", HubsResource.DELETED_FIELDS),
                Arguments.of("DeletedDevices", DeviceJson.DELETED_FIELDS),
                Arguments.of("Disconnection", SessionsResource.FIELDS),
                Arguments.of("NewToken", TokenJson.NEW_FIELDS),
                Arguments.of("NewUser", UserJson.NEW_FIELDS),
                Arguments.of("UserPatch", UserJson.PATCH_FIELDS),
                Arguments.of("TwinChange", TwinJson.CHANGE_FIELDS),
                Arguments.of("AskedMessage", ExplainJson.FIELDS),
                Arguments.of("AskedLogin", ExplainLoginJson.FIELDS),
                Arguments.of("NewCommand", CommandJson.FIELDS),
                Arguments.of("NewNetwork", NetworkJson.NEW_FIELDS),
                Arguments.of("NewJmsUser", JmsUserJson.NEW_FIELDS),
                Arguments.of("NewImport", ImportJson.FIELDS),
                Arguments.of("IncomingDevice", ImportJson.DEVICE_FIELDS),
                Arguments.of("NewObjectModel", ObjectModelJson.NEW_FIELDS),
                Arguments.of("NewFirmware", FirmwareJson.UPLOAD_FIELDS),
                Arguments.of("NewFirmwareUpdate", FirmwareJson.START_FIELDS),
                Arguments.of("NewRoute", RouteJson.newFields(Samples.KINDS)),
                Arguments.of("RoutePatch", RouteJson.patchFields(Samples.KINDS)),
                Arguments.of(
                        "Delivery",
                        DeliveryPolicyJson.of(DeliveryPolicy.STANDARD).keySet()),
                Arguments.of("JmsConfig", fields(new JmsTarget())),
                Arguments.of("RestConfig", fields(new RestTarget())),
                Arguments.of("DbConfig", fields(new DatabaseTarget())),
                Arguments.of("S3Config", fields(new S3Target())),
                Arguments.of("KafkaConfig", fields(new KafkaTarget())),
                Arguments.of("MqttConfig", fields(new MqttTarget())),
                Arguments.of("MessageFilters", FilterJson.FILTERS_FIELDS),
                Arguments.of("MessageFilter", FilterJson.FILTER_FIELDS));
    }

    private static Set<String> fields(RouteKind kind) {
        return kind.fields().stream().map(ConfigurationField::name).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("requests")
    void request_hasTheFieldsThatAreRead(String schema, Set<String> fields) {
        assertThat(properties(schema).keySet()).isEqualTo(fields);
    }

    static Stream<Arguments> answers() {
        Problem.ArgumentProblem argument = new Problem.ArgumentProblem("a", "format", "b");
        return Stream.of(
                Arguments.of("Hub", HubJson.of(Samples.HUB, "hub.example")),
                Arguments.of("HubList", Samples.hubs()),
                Arguments.of("EventList", Samples.events()),
                Arguments.of("SessionList", PageJson.of("sessions", new Page<>(2, Samples.SESSIONS), SessionJson::of)),
                Arguments.of("RetainedList", RetainedResource.json(Samples.RETAINED)),
                Arguments.of("DeletedRetained", RetainedResource.removed(1)),
                Arguments.of("ClosedSessions", SessionJson.closed(1)),
                Arguments.of("TokenList", PageJson.of("tokens", new Page<>(1, List.of(Samples.TOKEN)), TokenJson::of)),
                Arguments.of("UserList", PageJson.of("users", new Page<>(1, List.of(Samples.USER)), UserJson::of)),
                Arguments.of("CreatedUser", UserJson.of(new CreatedUser(Samples.USER, "p"))),
                Arguments.of("CreatedToken", TokenJson.of(new CreatedToken(Samples.TOKEN, "axl_x"))),
                Arguments.of(
                        "AuditList", PageJson.of("entries", new Page<>(1, List.of(Samples.CHANGE)), AuditJson::of)),
                Arguments.of("PermissionsDenied", error(new Problem.PermissionsDenied("token", "read"))),
                Arguments.of("Snapshot", SnapshotJson.of(Samples.SNAPSHOT)),
                Arguments.of(
                        "CommandList",
                        PageJson.of("commands", new Page<>(1, List.of(Samples.COMMAND)), CommandJson::of)),
                Arguments.of("TwinDocument", TwinJson.of(new TwinDocument("t", "d", 1, JsonValue.EMPTY_JSON_OBJECT))),
                Arguments.of("Twin", TwinJson.of(List.of("d"))),
                Arguments.of("Metrics", MetricsJson.of(List.of(Samples.METRIC))),
                Arguments.of("CreatedDevice", DeviceJson.of(Samples.CREATED, Proof.CERTIFICATE)),
                Arguments.of("CertifiedDevice", CertificateResource.json(Samples.CERTIFIED, Proof.CERTIFICATE)),
                Arguments.of(
                        "NetworkList",
                        PageJson.of(
                                "networks",
                                new Page<>(1, List.of(Samples.NETWORK)),
                                network -> NetworkJson.of(network, Samples.ENDPOINTS))),
                Arguments.of("MessageExplanation", ExplainJson.of(Samples.MESSAGE_EXPLANATION)),
                Arguments.of("LoginExplanation", ExplainLoginJson.of(Samples.LOGIN_EXPLANATION)),
                Arguments.of("CreatedNetwork", NetworkJson.of(Samples.CREATED_NETWORK, Samples.ENDPOINTS)),
                Arguments.of(
                        "JmsUserList",
                        PageJson.of("jms_users", new Page<>(1, List.of(Samples.JMS_USER)), JmsUserJson::of)),
                Arguments.of("CreatedJmsUser", JmsUserJson.of(new CreatedJmsUser(Samples.JMS_USER, "p"))),
                Arguments.of("Route", RouteJson.of(Samples.ROUTE, Samples.KIND, Samples.STATUS, Samples.BACKLOG)),
                Arguments.of("ListedRoute", RouteJson.inList(Samples.ROUTE, Samples.STATUS)),
                Arguments.of(
                        "DeadLetterList",
                        PageJson.of("dead_letters", new Page<>(1, List.of(Samples.DEAD_LETTER)), DeadLetterJson::of)),
                Arguments.of("Trial", RouteJson.trial(new TargetTrial(Optional.of("connection refused"), ""))),
                Arguments.of("Unavailable", error(new Problem.Unavailable("x"))),
                Arguments.of("InvalidArguments", error(new Problem.InvalidArguments(List.of(argument)))),
                Arguments.of("QuotaExceeded", error(new Problem.QuotaExceeded("devices", 2, 2))),
                Arguments.of("NotFound", error(new Problem.NotFound("hub", "h"))),
                Arguments.of("TransientState", error(new Problem.TransientState("hub", "h", "busy"))),
                Arguments.of("PreconditionFailed", error(new Problem.PreconditionFailed("unknown_precondition", "x"))),
                Arguments.of("NotFound", ApiError.unknownPath("/x").body()),
                Arguments.of("MethodNotAllowed", ApiError.unknownMethod("PUT").body()),
                Arguments.of("InvalidRequest", ApiError.refused(406).body()),
                Arguments.of("InvalidArguments", ApiError.bodyTooLarge(1).body()),
                Arguments.of(
                        "Unauthenticated",
                        ApiError.unauthenticated("invalid_argument", "x").body()),
                Arguments.of("InternalError", ApiError.internal("id").body()));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answer_isWhatIsDescribed(String schema, JsonObject answer) {
        assertMatches(schema, Map.of("$ref", "#/components/schemas/" + schema), answer);
    }

    private static JsonObject error(Problem problem) {
        return ApiError.of(problem).body();
    }

    /** Fields and kinds to any depth, and the values of enumerations. */
    private static void assertMatches(String where, Map<String, Object> given, JsonValue value) {
        Map<String, Object> schema = resolve(given);
        if (value == JsonValue.NULL) {
            assertThat(schema).as(where).containsEntry("nullable", true);
            return;
        }
        if (schema.get("oneOf") instanceof List<?> kinds) {
            assertThat(kinds).as(where).anySatisfy(kind -> assertMatches(where, cast(kind), value));
            return;
        }
        switch ((String) schema.get("type")) {
            case "object" -> {
                if (schema.containsKey("additionalProperties")) {
                    assertThat(value).as(where).isInstanceOf(JsonObject.class);
                    return;
                }
                JsonObject object = value.asJsonObject();
                Map<String, Object> properties = map(schema, "properties");
                Set<String> always = new HashSet<>(properties.keySet());
                if (schema.get("x-optional") instanceof List<?> optional) {
                    always.removeAll(optional);
                }
                assertThat(object.keySet())
                        .as(where)
                        .isSubsetOf(properties.keySet())
                        .containsAll(always);
                object.forEach((name, field) -> assertMatches(where + "." + name, cast(properties.get(name)), field));
            }
            case "array" ->
                ((JsonArray) value).forEach(element -> assertMatches(where + "[]", map(schema, "items"), element));
            case "string" -> {
                assertThat(value).as(where).isInstanceOf(JsonString.class);
                if (schema.get("enum") instanceof List<?> known) {
                    assertThat(((JsonString) value).getString()).as(where).isIn(known);
                }
            }
            case "integer" -> assertThat(value.getValueType()).as(where).isEqualTo(JsonValue.ValueType.NUMBER);
            case "boolean" -> assertThat(value).as(where).isIn(JsonValue.TRUE, JsonValue.FALSE);
            default -> throw new AssertionError(where + ": " + schema);
        }
    }

    @Test
    void arguments_areThoseThatAreRead() {
        assertThat(queryArguments("/regions/{region}/hubs", "get"))
                .isEqualTo(union(QueryArguments.PAGING, HubsResource.FILTERS));
        assertThat(queryArguments("/regions/{region}/devices", "get"))
                .isEqualTo(union(QueryArguments.PAGING, DevicesResource.FILTERS));
        assertThat(queryArguments("/regions/{region}/routes", "get"))
                .isEqualTo(union(QueryArguments.PAGING, RoutesResource.FILTERS));
        assertThat(queryArguments("/regions/{region}/networks", "get"))
                .isEqualTo(union(QueryArguments.PAGING, NetworksResource.FILTERS));
        assertThat(queryArguments("/regions/{region}/jms-users", "get"))
                .isEqualTo(union(QueryArguments.PAGING, JmsUsersResource.FILTERS));
        assertThat(queryArguments("/tokens", "get")).isEqualTo(QueryArguments.PAGE);
        assertThat(queryArguments("/users", "get")).isEqualTo(QueryArguments.PAGE);
        assertThat(queryArguments("/audit", "get")).isEqualTo(AuditResource.ARGUMENTS);
        assertThat(queryArguments("/regions/{region}/hubs/{hub_id}/retained", "get"))
                .isEqualTo(RetainedResource.ARGUMENTS);
        assertThat(queryArguments("/regions/{region}/hubs/{hub_id}/retained", "delete"))
                .isEqualTo(RetainedResource.REMOVAL);
        assertThat(queryArguments("/regions/{region}/hubs/{hub_id}/events", "get"))
                .isEqualTo(HubsResource.EVENT_ARGUMENTS);
        assertThat(queryArguments("/regions/{region}/devices/{device_id}/events", "get"))
                .isEqualTo(QueryArguments.PAGE);
        assertThat(queryArguments("/snapshots/{snapshot_id}/file", "get")).isEqualTo(SnapshotsResource.FILE_ARGUMENTS);
        for (String thing : List.of("/regions/{region}/hubs/{hub_id}", "/regions/{region}/devices/{device_id}")) {
            assertThat(queryArguments(thing + "/metrics", "get")).isEqualTo(MetricsJson.ARGUMENTS);
        }
    }

    private static Set<String> queryArguments(String path, String method) {
        Map<String, Object> operation = map(map(map(DOCUMENT, "paths"), path), method);
        Set<String> names = new TreeSet<>();
        for (Object parameter : (List<?>) operation.get("parameters")) {
            names.add((String) resolve(cast(parameter)).get("name"));
        }
        return names;
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }

    private static Map<String, Object> properties(String schema) {
        return map(resolve(Map.of("$ref", "#/components/schemas/" + schema)), "properties");
    }

    private static Map<String, Object> resolve(Map<String, Object> given) {
        if (!(given.get("$ref") instanceof String reference)) {
            return given;
        }
        Map<String, Object> found = DOCUMENT;
        for (String name : reference.substring("#/".length()).split("/")) {
            found = map(found, name);
        }
        return found;
    }

    private static Map<String, Object> map(Map<String, Object> parent, String name) {
        assertThat(parent).containsKey(name);
        return cast(parent.get(name));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(Object map) {
        return (Map<String, Object>) map;
    }

    private static Map<String, Object> document() {
        try (InputStream document = OpenApiServlet.class.getResourceAsStream("/openapi.yaml")) {
            return new Yaml().load(document);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
