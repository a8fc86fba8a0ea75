package org.axletree.hub.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.axletree.core.door.Admission;
import org.axletree.core.door.DoorTerms;
import org.axletree.core.door.Exchanged;
import org.axletree.core.door.Notice;
import org.axletree.core.door.PublishingRules;
import org.axletree.core.door.Recognition;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.identity.ConnectionSecurity;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.Topic;
import org.axletree.hub.exchange.Exchange;
import org.axletree.hub.exchange.Outcome;
import org.axletree.hub.history.PacketCounts;
import org.axletree.hub.history.Presence;
import org.axletree.hub.inflow.Admissions;

/**
 * Takes a message that a device brings without a connection. The gate admits the device as at a CONNECT; limits, filters, routes,
 * events and activity are those of a message over MQTT.
 */
@ApplicationScoped
public class DeviceIngest {
    /** The message and its answer, as PUBLISH and PUBACK. */
    private static final Exchanged REQUEST = new Exchanged(2, 1, 0);

    private static final String PROTOCOL = "HTTPS";

    /** Beside the numbers that doors give their connections, which begin at 1. */
    private final AtomicLong requests = new AtomicLong(Long.MAX_VALUE / 2);

    private Admissions admissions;
    private Exchange exchange;
    private PacketCounts counts;
    private Presence presence;

    /** For the container's proxy. */
    protected DeviceIngest() {}

    @Inject
    public DeviceIngest(Admissions admissions, Exchange exchange, PacketCounts counts, Presence presence) {
        this.admissions = admissions;
        this.exchange = exchange;
        this.counts = counts;
        this.presence = presence;
    }

    /** Blocks on the database for the device's rights; the answer is there when the message has committed, or will not. */
    public CompletionStage<IngestAnswer> publish(IngestRequest request) {
        Optional<ShownCredential> shown = ShownCredential.of(request.authorization(), request.clientId());
        if (shown.isEmpty()) {
            return refused(IngestAnswer.Kind.UNAUTHENTICATED, Reason.CREDENTIAL_MALFORMED);
        }
        if (!request.certificates().isEmpty()
                && admissions.recognise(request.certificates()) instanceof Recognition.Unrecognised stranger) {
            admissions.notice(new Notice(stranger.hubId(), "", stranger.reason(), PROTOCOL, request.remoteAddress()));
            return refused(IngestAnswer.Kind.UNAUTHENTICATED, stranger.reason());
        }
        ConnectRequest connect = connect(request, shown.get());
        Admission admission = admissions.admit(connect, DoorTerms.NONE);
        if (admission instanceof Admission.Refused refused) {
            return refused(
                    refused.told() == Reason.HUB_DISABLED || refused.told() == Reason.BUSY
                            ? IngestAnswer.Kind.BUSY
                            : IngestAnswer.Kind.UNAUTHENTICATED,
                    refused.told());
        }
        Admission.Admitted device = (Admission.Admitted) admission;
        String hubId = device.identity().hubId();
        String deviceId = device.identity().deviceId();
        presence.arrived(hubId, deviceId, connect.connectionId(), Instant.now());
        counts.count(hubId, deviceId, REQUEST);
        return publish(device, request)
                .whenComplete((answer, failure) -> presence.departed(deviceId, connect.connectionId(), Instant.now()));
    }

    private ConnectRequest connect(IngestRequest request, ShownCredential shown) {
        ConnectionSecurity security = !request.secure()
                ? ConnectionSecurity.PLAIN
                : request.certificates().isEmpty() ? ConnectionSecurity.SERVER_TLS : ConnectionSecurity.MUTUAL_TLS;
        return new ConnectRequest(
                requests.incrementAndGet(),
                security,
                request.certificates(),
                shown.clientId(),
                shown.userName(),
                shown.password(),
                PROTOCOL,
                request.remoteAddress(),
                0,
                request.serverName());
    }

    private CompletionStage<IngestAnswer> publish(Admission.Admitted device, IngestRequest request) {
        if (Topic.problemWith(request.topic()).isPresent()) {
            return refused(device, request, IngestAnswer.Kind.INVALID, Reason.INVALID_TOPIC);
        }
        Optional<Reason> problem = PublishingRules.problemWithSize(
                        device,
                        request.payload().length,
                        request.topic().getBytes(StandardCharsets.UTF_8).length,
                        Topic.levels(request.topic()))
                .or(() -> request.retain() ? PublishingRules.problemWithRetain(device) : Optional.empty());
        if (problem.isPresent()) {
            return refused(device, request, kindOf(problem.get()), problem.get());
        }
        if (Topic.isOfTheServer(request.topic())) {
            return refused(device, request, IngestAnswer.Kind.FORBIDDEN, Reason.TOPIC_UNAUTHORIZED);
        }
        // The shared plan has no other quality of service; the answer comes after the commit all the same.
        Qos qos = PublishingRules.problemWithQos(device, Qos.AT_LEAST_ONCE).isEmpty()
                ? Qos.AT_LEAST_ONCE
                : Qos.AT_MOST_ONCE;
        HubMessage message =
                new HubMessage(request.topic(), qos, request.retain(), System.currentTimeMillis(), request.payload());
        return exchange.publish(device, message)
                .thenCompose(outcome -> outcome.<CompletionStage<IngestAnswer>>fold(
                        () -> CompletableFuture.completedFuture(IngestAnswer.TAKEN),
                        refusal -> answer(device, request, refusal)));
    }

    /** What the routes have committed must not be sent again, even if it was not said to subscribers. */
    private CompletionStage<IngestAnswer> answer(
            Admission.Admitted device, IngestRequest request, Outcome.Refused refusal) {
        return refusal.partly()
                ? CompletableFuture.completedFuture(IngestAnswer.TAKEN)
                : refused(device, request, kindOf(refusal.reason()), refusal.reason());
    }

    private static IngestAnswer.Kind kindOf(Reason reason) {
        return switch (reason) {
            case PAYLOAD_TOO_LARGE -> IngestAnswer.Kind.TOO_LARGE;
            case INVALID_TOPIC, PAYLOAD_MALFORMED, TOPIC_TOO_LONG -> IngestAnswer.Kind.INVALID;
            case BUSY, SHUTTING_DOWN, INTERNAL_ERROR, ROUTE_BACKLOG_FULL, ROUTE_LOG_FULL, ROUTE_LOG_UNAVAILABLE ->
                IngestAnswer.Kind.BUSY;
            default -> IngestAnswer.Kind.FORBIDDEN;
        };
    }

    private CompletionStage<IngestAnswer> refused(
            Admission.Admitted device, IngestRequest request, IngestAnswer.Kind kind, Reason reason) {
        admissions.notice(new Notice(
                device.identity().hubId(),
                device.identity().deviceId(),
                reason,
                "PUBLISH " + request.topic(),
                request.remoteAddress()));
        return refused(kind, reason);
    }

    private static CompletionStage<IngestAnswer> refused(IngestAnswer.Kind kind, Reason reason) {
        return CompletableFuture.completedFuture(IngestAnswer.of(kind, reason));
    }
}
