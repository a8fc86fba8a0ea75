package org.axletree.web.rest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.axletree.core.door.RetainedPage;
import org.axletree.core.door.SessionState;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.identity.ConnectionSecurity;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.core.route.QueueDepth;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.authority.DeviceCertificate;
import org.axletree.hub.authority.IssuedCertificate;
import org.axletree.hub.delivery.RouteStatus;
import org.axletree.hub.delivery.log.DeadLetter;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.log.Origin;
import org.axletree.hub.delivery.target.kafka.KafkaTarget;
import org.axletree.hub.delivery.target.mqtt.MqttTarget;
import org.axletree.hub.explain.LoginExplanation;
import org.axletree.hub.explain.MessageExplanation;
import org.axletree.hub.registry.Role;
import org.axletree.hub.registry.audit.AuditEntry;
import org.axletree.hub.registry.command.CommandKind;
import org.axletree.hub.registry.command.CommandOrder;
import org.axletree.hub.registry.command.CommandState;
import org.axletree.hub.registry.command.DeviceCommand;
import org.axletree.hub.registry.device.CertifiedDevice;
import org.axletree.hub.registry.device.CreatedDevice;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.ProductPlan;
import org.axletree.hub.registry.jmsuser.JmsUser;
import org.axletree.hub.registry.journal.RecordedEvent;
import org.axletree.hub.registry.listing.Page;
import org.axletree.hub.registry.metrics.MetricSeries;
import org.axletree.hub.registry.network.CreatedNetwork;
import org.axletree.hub.registry.network.Network;
import org.axletree.hub.registry.network.NetworkSecret;
import org.axletree.hub.registry.network.NetworkType;
import org.axletree.hub.registry.route.DeliveryPolicy;
import org.axletree.hub.registry.route.Route;
import org.axletree.hub.registry.route.RouteConfiguration;
import org.axletree.hub.registry.route.RouteContent;
import org.axletree.hub.registry.route.RouteKind;
import org.axletree.hub.registry.route.RouteKinds;
import org.axletree.hub.registry.route.RouteSelection;
import org.axletree.hub.registry.token.ApiToken;
import org.axletree.hub.registry.user.User;
import org.axletree.hub.snapshot.Snapshot;
import org.axletree.hub.snapshot.SnapshotFile;
import org.axletree.hub.telemetry.Backlog;

/** One of each thing that the API answers with. */
final class Samples {
    static final Instant TIME = Instant.parse("2030-01-02T03:04:05.006Z");
    static final Hub HUB = new Hub(
            "hub",
            "h",
            ProductPlan.DEDICATED,
            true,
            2,
            1,
            false,
            "$SCW/events",
            "fr-par",
            TIME,
            TIME,
            "p",
            "o",
            false,
            false,
            Optional.empty());
    static final Device DEVICE = new Device(
            "device",
            "hub",
            "fr-par",
            "d",
            "text",
            false,
            true,
            true,
            false,
            MessageFilters.EVERYTHING,
            false,
            "scaleway",
            Optional.empty(),
            Optional.empty(),
            Optional.of(TIME),
            TIME,
            TIME);
    static final List<SessionState> SESSIONS = List.of(
            new SessionState(
                    "c",
                    Optional.of(new SessionState.Line("a:1", "MQTT 5", ConnectionSecurity.MUTUAL_TLS)),
                    60,
                    OptionalLong.empty(),
                    1,
                    2,
                    3,
                    List.of(new SessionState.Heard("a/#", Qos.AT_LEAST_ONCE))),
            new SessionState("d", Optional.empty(), 60, OptionalLong.of(50), 0, 0, 0, List.of()));
    static final RetainedPage RETAINED = new RetainedPage(
            2,
            List.of(
                    new RetainedPage.Entry("a/b", Qos.AT_LEAST_ONCE, 1, OptionalLong.of(2), 3, new byte[] {4}),
                    new RetainedPage.Entry("a/c", Qos.AT_MOST_ONCE, 1, OptionalLong.empty(), 1, new byte[] {4})));
    static final CreatedDevice CREATED = new CreatedDevice(
            DEVICE,
            Optional.of(new IssuedCertificate(
                    new DeviceCertificate("certificate", "", "1", Instant.EPOCH, Instant.EPOCH), "key")));
    static final CertifiedDevice CERTIFIED = new CertifiedDevice(DEVICE, "certificate", false);
    static final Backlog BACKLOG = new Backlog("hub", QueueDepth.EMPTY);

    static final NetworkEndpoints ENDPOINTS = new NetworkEndpoints("hub.example", 8883, 8084, 8443);

    static final Network NETWORK =
            new Network("network", "hub", "fr-par", "n", NetworkType.LORAWAN, "fields", "{{ device_id }}", TIME);

    static final CreatedNetwork CREATED_NETWORK = new CreatedNetwork(NETWORK, new NetworkSecret("network", "key"));

    static final JmsUser JMS_USER = new JmsUser("user", "fr-par", "project", "n", TIME);

    static final RouteKind KIND = new SampleKind();
    static final RouteKinds KINDS = new RouteKinds(List.of(KIND, new KafkaTarget(), new MqttTarget()));
    static final Route ROUTE = new Route(
            "route",
            "hub",
            "fr-par",
            "r",
            TopicFilter.of("a/#"),
            RouteSelection.ALL,
            RouteContent.AS_IS,
            new RouteConfiguration("jms", Map.of("queue_name", "q", "password", "secret")),
            Optional.empty(),
            true,
            DeliveryPolicy.STANDARD,
            false,
            TIME,
            TIME);
    static final MessageExplanation MESSAGE_EXPLANATION = new MessageExplanation(
            new MessageExplanation.Publishing(Optional.empty(), "m", "a/#", "a/b", "scaleway", false, false),
            new MessageExplanation.Retaining(true, "w"),
            List.of(new MessageExplanation.Subscriber("device", "client", "a/#", Qos.AT_LEAST_ONCE, false)),
            List.of(
                    new MessageExplanation.RouteAnswer(
                            ROUTE,
                            true,
                            "w",
                            Optional.of(
                                    Json.createObjectBuilder().add("queue", "q").build())),
                    new MessageExplanation.RouteAnswer(ROUTE, false, "w", Optional.empty())));
    static final LoginExplanation LOGIN_EXPLANATION = new LoginExplanation(
            "huawei",
            Optional.of(Reason.STAMP_WRONG),
            "m",
            "device",
            "hub",
            OptionalLong.of(-7_200),
            "c",
            "u",
            true,
            "password",
            "",
            TIME,
            "");
    static final DeadLetter DEAD_LETTER = new DeadLetter(
            1,
            new LoggedMessage(
                    1,
                    2,
                    new Origin(Origin.Kind.DEVICE, "hub", "h", "device", "d"),
                    "a/b",
                    Qos.AT_LEAST_ONCE,
                    false,
                    0,
                    false,
                    MessageProperties.NONE,
                    List.of(),
                    new byte[] {1}),
            0,
            3,
            "too large");
    static final RouteStatus STATUS = new RouteStatus(
            RouteStatus.State.FAILING, 3, Optional.of(new RouteStatus.Failure(TIME, "connection refused")));
    static final RecordedEvent EVENT = new RecordedEvent(
            TIME,
            "error",
            "device",
            "",
            "",
            "mutual_tls_required",
            "mutual TLS authentication is required",
            "CONNECT",
            "192.0.2.1:5000");
    static final MetricSeries METRIC = new MetricSeries("message_count", List.of(new MetricSeries.Point(TIME, 7)));

    static final DeviceCommand COMMAND = new DeviceCommand(
            "c",
            1,
            "fr-par",
            "hub",
            "device",
            new CommandOrder(CommandKind.METHOD, "reboot", "{}", "{\"delay\":1}", 60, 30),
            CommandState.ANSWERED,
            OptionalInt.of(200),
            "{\"ok\":true}",
            "",
            TIME,
            TIME,
            Optional.of(TIME));
    static final Snapshot SNAPSHOT = new Snapshot(
            "s",
            TIME,
            TIME,
            List.of(new SnapshotFile("sessions/CURRENT", 16, "ab")),
            List.of("the queues"),
            Map.of("hubs", 1L));
    static final ApiToken TOKEN = new ApiToken("t", "ci", Role.PROJECT, Optional.of("p"), Optional.empty(), TIME);
    static final User USER = new User("u", "ada", Role.OPERATOR, new TreeSet<>(Set.of("p")), true, 0, "", TIME, TIME);
    static final AuditEntry CHANGE = new AuditEntry(
            7,
            TIME,
            "ci",
            "token",
            "t",
            "",
            "192.0.2.1:5000",
            "updated",
            "hub",
            "hub",
            "hub",
            "p",
            "{\"name\":\"a\"}",
            "{\"name\":\"b\"}");

    private Samples() {}

    static JsonObject hubs() {
        return PageJson.of("hubs", new Page<>(7, List.of(HUB)), hub -> HubJson.of(hub, "hub.example"));
    }

    static JsonObject events() {
        return EventJson.page(new Page<>(1, List.of(EVENT)));
    }
}
