package org.axletree.mqtt.inflow;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.axletree.core.door.Admission;
import org.axletree.core.door.DeviceInflow;
import org.axletree.core.door.DoorTerms;
import org.axletree.core.door.Exchanged;
import org.axletree.core.door.FirmwarePackage;
import org.axletree.core.door.Notice;
import org.axletree.core.door.ObjectModels;
import org.axletree.core.door.ObjectReport;
import org.axletree.core.door.PresharedKey;
import org.axletree.core.door.Publication;
import org.axletree.core.door.Recognition;
import org.axletree.core.door.Reply;
import org.axletree.core.door.RoutedPublication;
import org.axletree.core.door.Screening;
import org.axletree.core.door.ServerIdentity;
import org.axletree.core.door.SessionRules;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.limit.PlanRules;
import org.axletree.core.limit.SessionLimits;
import org.axletree.core.message.HubMessage;
import org.axletree.core.outcome.Enqueueing;
import org.axletree.core.outcome.Reason;
import org.axletree.core.route.RouteSet;
import org.axletree.core.scram.ScramVerifier;

/**
 * A hub in memory. A user name {@code hub/device} is who one is; {@code routed/NAME/…} goes to the route NAME of the
 * sender's hub; what the sender's filter forbids is dropped. Every answer can be replaced.
 */
public final class FakeInflow implements DeviceInflow {
    private static final byte[] SALT = "sixteen bytes, 1".getBytes(StandardCharsets.US_ASCII);

    /** Revision of the registry. */
    public final AtomicLong revision = new AtomicLong();

    public final List<Notice> notices = new CopyOnWriteArrayList<>();
    public final List<Departure> departures = new CopyOnWriteArrayList<>();
    public final List<Admission.Admitted> admissions = new CopyOnWriteArrayList<>();
    public final List<ConnectRequest> requests = new CopyOnWriteArrayList<>();
    public final Map<String, MessageFilters> filters = new ConcurrentHashMap<>();
    public final Map<String, SessionLimits> limits = new ConcurrentHashMap<>();
    public final Map<String, PlanRules> plans = new ConcurrentHashMap<>();
    public final Map<String, SessionRules> rules = new ConcurrentHashMap<>();
    /** Devices that are no longer of the hub that they left something in. */
    public final Set<String> goneDevices = ConcurrentHashMap.newKeySet();

    public final Set<String> goneHubs = ConcurrentHashMap.newKeySet();
    /** Topics and payloads that were committed, by key of their routes, in order. */
    public final Map<String, List<String>> committed = new ConcurrentHashMap<>();

    /** What dialects told of what was committed. */
    public final List<String> annotations = new CopyOnWriteArrayList<>();

    public final List<Integer> batchSizes = new CopyOnWriteArrayList<>();

    public volatile Function<ConnectRequest, Admission> gate = this::admitByUserName;
    public volatile Function<List<RoutedPublication>, Enqueueing> queues = this::commit;
    /** Keys of routes that have more than may wait. */
    public volatile Predicate<String> full = key -> false;

    public volatile Function<List<X509Certificate>, Recognition> authorities = chain -> Recognition.RECOGNISED;
    /** By the name that a client asks for. */
    public final Map<String, ServerIdentity> identities = new ConcurrentHashMap<>();

    /** Of an exchange, by the user name. */
    public volatile Function<String, byte[]> salts = userName -> SALT;

    public volatile Function<Publication, Screening> dispatcher = this::screenOne;

    /** What the hub is asked below {@code ask/}; an error where the payload says so. */
    public volatile Function<Publication, Reply> desk = this::echo;

    /** What a device exchanged, by its id. */
    public final Map<String, Exchanged> exchanged = new ConcurrentHashMap<>();

    @Override
    public void counted(Admission.Admitted device, Exchanged more) {
        exchanged.merge(device.identity().deviceId(), more, Exchanged::plus);
    }

    /** One call of {@link #departed}. */
    public record Departure(long connectionId, Admission.Admitted admitted, Reason reason) {}

    @Override
    public Recognition recogniseKey(PublicKey rawKey) {
        return new Recognition.Unrecognised(Reason.UNIDENTIFIED);
    }

    @Override
    public Recognition recognise(List<X509Certificate> certificates, String serverName) {
        return authorities.apply(certificates);
    }

    /** Devices that speak MQTT have none. */
    @Override
    public Optional<PresharedKey> presharedKey(String identity) {
        return Optional.empty();
    }

    @Override
    public Optional<FirmwarePackage> firmware(String key) {
        return Optional.empty();
    }

    /** Devices that speak MQTT have no objects. */
    @Override
    public ObjectModels objectModels(String hubId) {
        return new ObjectModels(hubId, 0, List.of());
    }

    /** Devices that speak MQTT have no objects. */
    @Override
    public CompletionStage<Optional<Reason>> report(Admission.Admitted device, ObjectReport report) {
        return CompletableFuture.completedFuture(Optional.of(Reason.TOPIC_FOREIGN));
    }

    @Override
    public Optional<ServerIdentity> identityFor(String serverName) {
        return Optional.ofNullable(identities.get(serverName));
    }

    @Override
    public Admission admit(ConnectRequest request, DoorTerms terms) {
        requests.add(request);
        Admission answer = gate.apply(request);
        if (answer instanceof Admission.Admitted admitted) {
            admissions.add(admitted);
        }
        return answer;
    }

    @Override
    public List<Admission> admitAll(List<ConnectRequest> requests) {
        return requests.stream().map(request -> admit(request, DoorTerms.NONE)).toList();
    }

    @Override
    public byte[] saltOf(String userName) {
        return salts.apply(userName);
    }

    @Override
    public Admission proveAgain(ConnectRequest request) {
        return gate.apply(request);
    }

    /** Who comes by SCRAM-SHA-256 knows the word {@code pencil}. */
    private static boolean isProved(ConnectRequest request) {
        return request.exchange()
                .map(exchange -> exchange.isProvedBy(ScramVerifier.of("pencil".getBytes(StandardCharsets.UTF_8), SALT)
                        .orElseThrow()))
                .orElse(true);
    }

    public Admission admitByUserName(ConnectRequest request) {
        long read = revision.get();
        if (!isProved(request)) {
            return new Admission.Refused(Reason.USER_PASSWORD_WRONG, "", Reason.NOT_AUTHORIZED);
        }
        if (!request.certificates().isEmpty()) {
            String name =
                    request.certificates().get(0).getSubjectX500Principal().getName();
            return admitted("certified", name.substring("CN=".length()), read);
        }
        String[] parts = request.userName().split("/");
        if (parts.length != 2) {
            return new Admission.Refused(Reason.UNIDENTIFIED);
        }
        return admitted(parts[0], parts[1], read);
    }

    /** Devices whose name begins with {@code multi} may have several connections. */
    public Admission.Admitted admitted(String hub, String device, long atRevision) {
        return new Admission.Admitted(
                new DeviceIdentity(hub, hub, device, device),
                filters.getOrDefault(device, MessageFilters.EVERYTHING),
                limits.getOrDefault(device, SessionLimits.DEFAULT),
                plans.getOrDefault(device, PlanRules.EVERYTHING),
                device.startsWith("multi"),
                atRevision,
                Admission.Admitted.DEFAULT_DIALECT,
                rules.getOrDefault(device, SessionRules.MQTT));
    }

    @Override
    public Optional<Admission.Admitted> rightsOf(String hubId, String deviceId) {
        if (goneDevices.contains(deviceId)) {
            return Optional.empty();
        }
        return Optional.of(admitted(hubId, deviceId, revision.get()));
    }

    @Override
    public Set<String> existing(Set<String> hubIds) {
        return hubIds.stream().filter(hubId -> !goneHubs.contains(hubId)).collect(Collectors.toSet());
    }

    @Override
    public Screening[] screen(List<? extends Publication> batch) {
        Screening[] answers = new Screening[batch.size()];
        for (int i = 0; i < answers.length; i++) {
            answers[i] = dispatcher.apply(batch.get(i));
        }
        return answers;
    }

    public Screening screenOne(Publication publication) {
        if (publication.sender() instanceof Admission.Admitted device
                && !device.filters().publish().permitsTopic(publication.topic())) {
            return new Screening.Dropped(Reason.TOPIC_UNAUTHORIZED);
        }
        if (publication.topic().startsWith("routed/")) {
            return routed(publication.sender().hubId(), publication.topic().split("/")[1]);
        }
        return publication.topic().startsWith("ask/") ? Screening.ASKED : Screening.UNROUTED;
    }

    /** To a route of a hub. */
    public Screening routed(String hub, String route) {
        return new Screening.Routed(RouteSet.of(hub, List.of(route)));
    }

    /** What the queue of a route of a hub was given. */
    public List<String> committedOf(String hub, String route) {
        return committed.getOrDefault(RouteSet.of(hub, List.of(route)).key(), List.of());
    }

    @Override
    public Reply answer(Publication request) {
        return desk.apply(request);
    }

    @Override
    public Reply decline(Publication request, Reason reason) {
        return reply(request, reason.label(), Optional.of(reason));
    }

    /** Says back what it was told; {@code no} is refused. */
    public Reply echo(Publication request) {
        String text = new String(request.payload(), StandardCharsets.UTF_8);
        Optional<Reason> refusal = text.equals("no") ? Optional.of(Reason.TWIN_REQUEST_INVALID) : Optional.empty();
        return reply(request, "echo " + text, refusal);
    }

    private static Reply reply(Publication request, String text, Optional<Reason> refusal) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        String topic = request.topic() + "/answer";
        return new Reply(
                new HubMessage(topic, request.qos(), false, request.receivedAt(), payload, request.properties()),
                refusal);
    }

    @Override
    public Enqueueing enqueue(List<RoutedPublication> batch) {
        Enqueueing answer = queues.apply(batch);
        BitSet held = new BitSet();
        for (int i = 0; i < batch.size(); i++) {
            held.set(i, full.test(batch.get(i).routes().key()));
        }
        return answer == Enqueueing.ENQUEUED && !held.isEmpty()
                ? new Enqueueing.Held(held, Reason.ROUTE_BACKLOG_FULL)
                : answer;
    }

    @Override
    public boolean isHeld(RouteSet routes) {
        return full.test(routes.key());
    }

    public Enqueueing commit(List<RoutedPublication> batch) {
        batchSizes.add(batch.size());
        Map<String, List<String>> texts = new HashMap<>();
        for (RoutedPublication message : batch) {
            texts.computeIfAbsent(message.routes().key(), key -> new ArrayList<>())
                    .add(message.publication().topic() + "="
                            + new String(message.publication().payload()));
            message.publication().annotations().forEach(each -> annotations.add(each.name() + "=" + each.value()));
        }
        texts.forEach((key, more) -> committed
                .computeIfAbsent(key, each -> new CopyOnWriteArrayList<>())
                .addAll(more));
        return Enqueueing.ENQUEUED;
    }

    @Override
    public void departed(long connectionId, Admission.Admitted admitted, Reason reason) {
        departures.add(new Departure(connectionId, admitted, reason));
    }

    @Override
    public void notice(Notice notice) {
        notices.add(notice);
    }

    public List<Reason> noticed() {
        return notices.stream().map(Notice::reason).toList();
    }
}
