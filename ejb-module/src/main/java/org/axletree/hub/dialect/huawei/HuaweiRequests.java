package org.axletree.hub.dialect.huawei;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.axletree.core.door.Publication;
import org.axletree.core.door.Reply;
import org.axletree.core.door.Sender;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.Message;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.StrictJson;
import org.axletree.hub.registry.huawei.HuaweiAddress;
import org.axletree.hub.registry.huawei.HuaweiDeviceService;
import org.axletree.hub.registry.huawei.HuaweiShadowService;
import org.axletree.hub.telemetry.HubMetrics;

/** Carries out what Huawei devices ask of the hub: their shadow, the time, and what gateways say for the devices behind them. */
@ApplicationScoped
public class HuaweiRequests {
    private static final String TIME_SYNC = "$time_sync";
    private static final long MILLIS_A_SECOND = 1_000;

    private HuaweiDeviceService devices;
    private HuaweiShadowService shadows;
    private ReportedShadows reported;
    private SubDevices subDevices;
    private ChildMessages children;
    private HubMetrics metrics;
    private final Clock clock = Clock.systemUTC();

    /** For the container's proxy. */
    protected HuaweiRequests() {}

    @Inject
    public HuaweiRequests(
            HuaweiDeviceService devices,
            HuaweiShadowService shadows,
            ReportedShadows reported,
            SubDevices subDevices,
            ChildMessages children,
            HubMetrics metrics) {
        this.devices = devices;
        this.shadows = shadows;
        this.reported = reported;
        this.subDevices = subDevices;
        this.children = children;
        this.metrics = metrics;
    }

    /** Whether events are, or may be, for the hub: looks for the words without reading the JSON. */
    static boolean isForTheHub(Message events) {
        byte[] payload = events.payload();
        return Words.holds(payload, TIME_SYNC) || Words.holds(payload, SubDevices.WORD);
    }

    /** Whether a message is of a device behind the one that sends it. Reads no more of the JSON than it has to. */
    static boolean isForAnother(String deviceId, Message message) {
        String about = Words.field(message.payload(), ChildMessages.OBJECT);
        return !about.isEmpty() && !about.equals(deviceId);
    }

    /** Blocks on the database. */
    Reply answer(Sender.Device sender, Publication request, byte[] payload) {
        DeviceIdentity device = sender.rights().identity();
        try {
            return switch (HuaweiTopic.spokenBy(device.deviceName(), request.topic())) {
                case SHADOW_GET -> shadow(device, request, json(payload));
                case EVENTS_UP -> events(device, request, json(payload));
                case SUB_DEVICES_REPORT -> children.reports(device, request, json(payload));
                case MESSAGES_UP -> children.message(device, request, payload);
                default -> Reply.silent(Optional.of(Reason.TOPIC_FOREIGN));
            };
        } catch (ProblemException refused) {
            return Reply.silent(Optional.of(reasonOf(refused.problem())));
        }
    }

    private static JsonObject json(byte[] payload) {
        return payload.length == 0
                ? JsonObject.EMPTY_JSON_OBJECT
                : StrictJson.object("payload", StrictJson.text("payload", payload));
    }

    private static Reason reasonOf(Problem problem) {
        if (problem instanceof Problem.NotFound) {
            return Reason.TOPIC_FOREIGN;
        }
        if (problem instanceof Problem.QuotaExceeded) {
            return Reason.QUOTA_EXCEEDED;
        }
        return problem instanceof Problem.TransientState ? Reason.BUSY : Reason.PAYLOAD_MALFORMED;
    }

    private Reply shadow(DeviceIdentity device, Publication request, JsonObject asked) {
        String about = HuaweiJson.text(asked, "object_device_id");
        String service = HuaweiJson.text(asked, "service_id");
        boolean own = about.isEmpty() || about.equals(device.deviceName());
        String deviceId = own ? device.deviceId() : childOf(device, about);
        reported.write(); // what the device said before it asked
        JsonArrayBuilder services = Json.createArrayBuilder();
        shadows.of(deviceId).stream()
                .filter(shadow -> service.isEmpty() || shadow.serviceId().equals(service))
                .forEach(shadow -> services.add(ShadowJson.of(shadow)));
        JsonObject answer = Json.createObjectBuilder()
                .add("object_device_id", own ? device.deviceName() : about)
                .add("shadow", services)
                .build();
        return said(
                HuaweiTopic.shadowAnswer(device.deviceName(), HuaweiTopic.requestId(request.topic())),
                request.qos(),
                answer);
    }

    private String childOf(DeviceIdentity gateway, String id) {
        HuaweiAddress address = devices.addressOf(gateway.deviceName());
        return devices.getChild(address, gateway.deviceName(), id).device().id();
    }

    private Reply events(DeviceIdentity device, Publication request, JsonObject events) {
        JsonArrayBuilder answers = Json.createArrayBuilder();
        boolean answered = false;
        for (JsonObject event : HuaweiJson.objects(events, "services")) {
            Optional<JsonObjectBuilder> answer = answer(device, event, Instant.ofEpochMilli(request.receivedAt()));
            if (answer.isPresent()) {
                answers.add(answer.get());
                answered = true;
            }
        }
        if (!answered) {
            return Reply.silent(Optional.of(Reason.PAYLOAD_MALFORMED));
        }
        return said(
                HuaweiTopic.eventsDown(device.deviceName()),
                request.qos(),
                HuaweiJson.events(device.deviceName(), answers));
    }

    private Optional<JsonObjectBuilder> answer(DeviceIdentity device, JsonObject event, Instant receivedAt) {
        String service = HuaweiJson.text(event, "service_id");
        String type = HuaweiJson.text(event, "event_type");
        JsonObject paras = HuaweiJson.object(event, "paras");
        Optional<SubDevices.Answer> answer = service.equals(TIME_SYNC) && type.equals("time_sync_request")
                ? Optional.of(new SubDevices.Answer("time_sync_response", time(device, paras, receivedAt)))
                : subDevices.answer(device, service, type, paras);
        return answer.map(each -> {
            JsonObjectBuilder json = HuaweiJson.event(service, each.type(), clock.instant(), each.paras());
            Optional.ofNullable(event.get("event_id")).ifPresent(id -> json.add("event_id", id));
            return json;
        });
    }

    /** Whoever asks sets its clock by the answer, so that its owner need not be warned. */
    private JsonObject time(DeviceIdentity device, JsonObject paras, Instant receivedAt) {
        if (paras.get("device_send_time") instanceof JsonNumber sent) {
            metrics.of(device.hubId())
                    .clockSkew(Math.floorDiv(sent.longValue() - receivedAt.toEpochMilli(), MILLIS_A_SECOND));
        }
        JsonObjectBuilder json = Json.createObjectBuilder();
        Optional.ofNullable(paras.get("device_send_time")).ifPresent(sent -> json.add("device_send_time", sent));
        return json.add("server_recv_time", receivedAt.toEpochMilli())
                .add("server_send_time", clock.millis())
                .build();
    }

    private Reply said(String topic, Qos qos, JsonObject json) {
        return new Reply(new HubMessage(topic, qos, false, clock.millis(), HuaweiJson.bytes(json)), Optional.empty());
    }
}
